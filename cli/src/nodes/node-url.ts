import { CodedError, isCoded } from '@countersign/shared/errors.ts';
import { parseNodeUrl } from '@countersign/shared/policy/pins.ts';

/** The address that `--node` gives, without a slash at its end. Throws `arguments-invalid`. */
export function nodeUrl(text: string): string {
  try {
    return parseNodeUrl(text.replace(/\/+$/, ''));
  } catch (error) {
    if (!isCoded(error)) throw error;
    throw new CodedError('arguments-invalid', `--node ${text}: ${error.message}`, {}, { cause: error });
  }
}
