/** crev's scale of thoroughness and understanding, least first: how long one looked, and how much one understood. */
export const levels = ['none', 'low', 'medium', 'high'] as const;

export type Level = (typeof levels)[number];
