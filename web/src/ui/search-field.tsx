import { useEffect, useState } from 'react';

interface Props {
  readonly label: string;
  /** What the address says. */
  readonly text: string;
  /** Called when somebody paused typing. */
  readonly onText: (text: string) => void;
}

/** A search field whose text is kept in the address. */
export function SearchField({ label, text, onText }: Props) {
  const [typed, setTyped] = useState(text);
  const [shown, setShown] = useState(text);
  if (shown !== text) {
    setShown(text);
    setTyped(text);
  }
  useEffect(() => {
    if (typed === text) return undefined;
    const timer = setTimeout(() => onText(typed), 300);
    return () => clearTimeout(timer);
  });
  return (
    <input
      type="search"
      aria-label={label}
      placeholder={label.toLowerCase()}
      maxLength={200}
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
    />
  );
}
