const lineFeed = 0x0a;
/** Bytes that are looked at, from the start and from the middle. */
const sampleLength = 128 * 1024;
/** A line that nobody wrote by hand, and how much of a sample such lines must hold. */
const longLine = 500;
const longShare = 0.5;
const smallest = 1024;

/**
 * Whether most of a text stands in lines too long to be read: code as a minifier or bundler leaves it. A guess, from
 * two samples; a data table in one line counts too.
 */
export function looksMinified(bytes: Uint8Array): boolean {
  if (bytes.length < smallest) return false;
  const middle = Math.max(0, bytes.length - sampleLength) >>> 1;
  return (
    mostlyLong(bytes.subarray(0, sampleLength)) || mostlyLong(bytes.subarray(middle, middle + sampleLength))
  );
}

function mostlyLong(sample: Uint8Array): boolean {
  let long = 0;
  for (let at = 0; at < sample.length;) {
    const feed = sample.indexOf(lineFeed, at);
    const end = feed < 0 ? sample.length : feed;
    if (end - at >= longLine) long += end - at;
    at = end + 1;
  }
  return long >= sample.length * longShare;
}
