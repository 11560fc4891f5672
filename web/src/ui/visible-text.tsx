import { visiblePieces } from './visible.ts';
import styles from './quiet.module.css';

/** Text of a package, statement or node, its hidden characters spelled out; it cannot turn its surroundings round. */
export function VisibleText({ text }: { text: string }) {
  return (
    <bdi>
      {visiblePieces(text).map((piece) =>
        piece.hidden === null ? (
          piece.text
        ) : (
          <span key={`${piece.at} ${piece.text}`} className={styles.hidden} title={piece.hidden}>
            {piece.text}
          </span>
        ),
      )}
    </bdi>
  );
}
