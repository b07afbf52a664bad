/** The version of this action; package.json has the same (a test compares both). */
export const VERSION = '1.0.0'
