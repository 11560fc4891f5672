import { useId } from 'react';
import { useAnchors } from './anchor-store.ts';
import styles from './anchors.module.css';
import { criteriaToAsk, kappasToAsk, readDemand, thoroughnessesToAsk } from './demand.ts';

/** How many of the visitor's signers a release needs, for what, and how thoroughly they must have read. */
export function DemandChoice() {
  const { demand, demandOf } = useAnchors();
  return (
    <fieldset className={styles.demand}>
      <legend className={styles.legend}>What you ask for</legend>
      <Choice
        label="Parties (κ)"
        value={String(demand.kappa)}
        options={kappasToAsk.map(String)}
        onChoose={(kappa) => demandOf(readDemand({ ...demand, kappa: Number(kappa) }))}
      />
      <Choice
        label="accept it as"
        value={demand.criterion}
        options={criteriaToAsk}
        onChoose={(criterion) => demandOf(readDemand({ ...demand, criterion }))}
      />
      <Choice
        label="thoroughness at least"
        value={demand.thoroughness}
        options={thoroughnessesToAsk}
        onChoose={(thoroughness) => demandOf(readDemand({ ...demand, thoroughness }))}
      />
    </fieldset>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly string[];
  readonly onChoose: (value: string) => void;
}

function Choice({ label, value, options, onChoose }: ChoiceProps) {
  const id = useId();
  return (
    <span className={styles.choice}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={({ target }) => onChoose(target.value)}>
        {options.map((option) => (
          <option key={option} value={option}>
            {option.replaceAll('-', ' ')}
          </option>
        ))}
      </select>
    </span>
  );
}
