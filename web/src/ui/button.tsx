import type { ButtonHTMLAttributes } from 'react';
import styles from './button.module.css';

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary` once on a page: what it is for. `quiet` looks like a link. */
  readonly kind?: 'primary' | 'plain' | 'quiet';
  readonly ref?: React.Ref<HTMLButtonElement>;
}

export function Button({ kind = 'plain', className, ...rest }: Props) {
  return <button type="button" className={`${styles.button} ${styles[kind]} ${className ?? ''}`} {...rest} />;
}
