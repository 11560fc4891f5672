import { useProfileName } from '../app/use-profile-name.ts';
import { SignerName } from './signer-name.tsx';

/** A signer with the name that its own profile claims, marked as that. */
export function KnownSigner({ signer }: { signer: string }) {
  return <SignerName signer={signer} name={useProfileName(signer)} />;
}
