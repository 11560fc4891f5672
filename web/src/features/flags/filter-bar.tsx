import { SearchField } from '../../ui/search-field.tsx';
import { choices, type FlagFilter } from './filter.ts';
import styles from './filter-bar.module.css';

interface Props {
  readonly filter: FlagFilter;
  /** `replace` while somebody types, so that "back" does not go letter by letter. */
  readonly onChange: (filter: FlagFilter, replace: boolean) => void;
}

/** Filters, kept in the address. */
export function FilterBar({ filter, onChange }: Props) {
  return (
    <search className={styles.bar}>
      <Choice name="severity" filter={filter} onChange={onChange} all="any severity" />
      <Choice name="category" filter={filter} onChange={onChange} all="any category" />
      <Choice name="ecosystem" filter={filter} onChange={onChange} all="any ecosystem" />
      <SearchText filter={filter} onChange={onChange} />
    </search>
  );
}

interface ChoiceProps extends Props {
  readonly name: keyof typeof choices;
  readonly all: string;
}

function Choice({ name, filter, onChange, all }: ChoiceProps) {
  const { [name]: chosen, ...others } = filter;
  return (
    <select
      aria-label={name}
      value={chosen ?? ''}
      onChange={({ target: { value } }) => {
        onChange(value === '' ? others : { ...others, [name]: value }, false);
      }}
    >
      <option value="">{all}</option>
      {choices[name].map((choice) => (
        <option key={choice} value={choice}>
          {choice}
        </option>
      ))}
    </select>
  );
}

function SearchText({ filter, onChange }: Props) {
  const { text = '', ...others } = filter;
  return (
    <SearchField
      label="Package or summary"
      text={text}
      onText={(typed) => onChange(typed === '' ? others : { ...others, text: typed }, true)}
    />
  );
}
