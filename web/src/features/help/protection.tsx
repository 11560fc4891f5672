import { CopyCommand } from '../../ui/copy.tsx';
import styles from './page.module.css';

/** The threat model in plain words. */
export function Protection() {
  return (
    <>
      <h2 id="protection">What this page can protect from, and what not</h2>
      <p>
        Every signature, digest and proof that these pages show was checked by their own script, in your
        browser. That protects from a node that stores or passes on something false.
      </p>
      <p>
        <b>It does not protect from a node that changes the script.</b> Whoever serves a page can serve
        another one, to you alone, that shows what it likes. No header that the same server sends can prevent
        that. So do not decide by a hosted page what to install, and do not sign by one:
      </p>
      <ul className={styles.points}>
        <li>
          For verdicts, run the gate on your own machine: <CopyCommand text="countersign gate" />
        </li>
        <li>
          For signing, open the workbench from your own machine. It is the same page, served by the program
          that you installed, and the key never leaves that program. The terminal shows what you are about to
          sign and asks: <CopyCommand text="countersign review NAME@VERSION" />
        </li>
        <li>
          To read here and sign there, save the unsigned statement, and look at it again before you do:{' '}
          <CopyCommand text="countersign sign FILE" />
        </li>
      </ul>
      <h3>Compare this page with the sources</h3>
      <p>
        The build is reproducible: the same sources give the same bytes. This node lists what it serves at{' '}
        <a href="/pages.sha256">/pages.sha256</a>. Build the same version yourself with{' '}
        <code>npm run build</code> and compare; <code>countersign serve</code> prints the digest of its list.
        Your browser was served what was compared only if you fetch and compare from where you browse.
      </p>
      <h3>Against what else</h3>
      <dl className={styles.terms}>
        <div>
          <dt>a package</dt>
          <dd>
            Nothing in it is run or drawn as a page: text stays text, hidden characters are spelled out,
            images are shown only as pixels.
          </dd>
        </div>
        <div>
          <dt>a network in between</dt>
          <dd>
            It cannot forge a statement. It can keep new flags from you: look at the checkpoint’s age above.
          </dd>
        </div>
        <div>
          <dt>a node that hides flags</dt>
          <dd>
            A page sees what the node serves. The gate notices a gap, because it recomputes the whole log and
            asks for a witness’s recent word.
          </dd>
        </div>
        <div>
          <dt>a stolen key</dt>
          <dd>
            Its owner says so in the log, for good, and what was signed after the theft no longer counts. Take
            a stolen key out of your own policy at once: you need not wait for its owner.
          </dd>
        </div>
        <div>
          <dt>your own machine</dt>
          <dd>An extension or a program on it can change what you see. Nothing here protects from that.</dd>
        </div>
      </dl>
    </>
  );
}
