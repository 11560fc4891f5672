import { SignerName } from '../ui/signer-name.tsx';
import { useAnchors } from './anchor-store.ts';

interface Props {
  readonly signer: string;
  /** What signers call themselves, as the trust log says. */
  readonly names: Readonly<Record<string, string>>;
}

/** A signer by the visitor's own name for it; else by what it calls itself, marked as that. */
export function NamedSigner({ signer, names }: Props) {
  const own = useAnchors(({ anchors }) => anchors.find((anchor) => anchor.signer === signer)?.name);
  return <SignerName signer={signer} name={own ?? names[signer]} verified={own !== undefined} />;
}
