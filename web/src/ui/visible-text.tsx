import { visiblePieces } from './visible.ts';
import styles from './quiet.module.css';

/** Text of a package, statement or node, its hidden characters spelled out; it cannot turn its surroundings round. */
export function VisibleText({ text }: { text: string }) {
  return (
    <bdi>
      {visiblePieces(text).map((piece) =>
        piece.hidden ? (
          <span key={piece.at} className={styles.hidden} title="A character that does not show">
            {piece.text}
          </span>
        ) : (
          piece.text
        ),
      )}
    </bdi>
  );
}
