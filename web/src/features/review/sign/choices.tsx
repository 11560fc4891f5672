import type { ReactNode } from 'react';
import styles from './sign.module.css';

interface Choice<T extends string> {
  readonly value: T;
  readonly label: ReactNode;
  readonly text?: string;
}

interface OneOfProps<T extends string> {
  readonly legend: string;
  readonly name: string;
  readonly choices: readonly Choice<T>[];
  readonly value: T | null;
  readonly onChoose: (value: T) => void;
}

/** One of a few, each with a sentence that says what it means. */
export function OneOf<T extends string>({ legend, name, choices, value, onChoose }: OneOfProps<T>) {
  return (
    <fieldset className={styles.choices}>
      <legend>{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value}>
          <input
            type="radio"
            name={name}
            checked={choice.value === value}
            onChange={() => onChoose(choice.value)}
          />
          <ChoiceText label={choice.label} text={choice.text} />
        </label>
      ))}
    </fieldset>
  );
}

interface SomeOfProps {
  readonly legend: string;
  readonly choices: readonly Choice<string>[];
  readonly values: readonly string[];
  readonly onChange: (values: string[]) => void;
}

export function SomeOf({ legend, choices, values, onChange }: SomeOfProps) {
  return (
    <fieldset className={styles.choices}>
      <legend>{legend}</legend>
      {choices.map(({ value, label, text }) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={values.includes(value)}
            onChange={(event) =>
              onChange(event.target.checked ? [...values, value] : values.filter((one) => one !== value))
            }
          />
          <ChoiceText label={label} text={text} />
        </label>
      ))}
    </fieldset>
  );
}

function ChoiceText({ label, text }: { label: ReactNode; text: string | undefined }) {
  return (
    <span>
      <b>{label}</b>
      {text === undefined ? null : <span className={styles.means}>{text}</span>}
    </span>
  );
}
