import { CodedError, isCoded } from '@countersign/shared/errors.ts';
import { hasSoundKey, parseSigner, type SignerId } from '@countersign/shared/signer/signer.ts';

/** The signer that `option` gives. Throws `arguments-invalid`, also for a key under which anybody could sign. */
export function readSigner(option: string, text: string): SignerId {
  try {
    const signer = parseSigner(text);
    if (hasSoundKey(signer)) return signer;
  } catch (error) {
    if (!isCoded(error)) throw error;
    throw new CodedError(
      'arguments-invalid',
      `${option} ${JSON.stringify(text)}: ${error.message}; they print it with: countersign key show NAME`,
    );
  }
  throw new CodedError(
    'arguments-invalid',
    `${option} ${text} is no sound key: no signature of it can ever count`,
  );
}
