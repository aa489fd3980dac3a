/** The digits of a code as people copy it: with spaces or hyphens, in their own script's digits. */
export const digitsOf = (typed: string): string => typed.replace(/[\s\-\u2010-\u2013]/g, "");

export const hasDigits = (typed: string, count: number): boolean =>
  new RegExp(`^\\p{Nd}{${count}}$`, "u").test(digitsOf(typed));
