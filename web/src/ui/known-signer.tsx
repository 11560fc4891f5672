import { useProfileName } from '../app/use-profile-name.ts';
import { useAnchors } from '../trust/anchor-store.ts';
import { SignerName } from './signer-name.tsx';

/** A signer under the visitor's own name for it; else with the name that its profile claims, marked as that. */
export function KnownSigner({ signer }: { signer: string }) {
  const own = useAnchors(({ anchors }) => anchors.find((anchor) => anchor.signer === signer)?.name);
  const claimed = useProfileName(signer);
  return <SignerName signer={signer} name={own ?? claimed} verified={own !== undefined} />;
}
