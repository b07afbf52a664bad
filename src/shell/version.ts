/** The version of this action; package.json has the same (a test compares both). */
export const VERSION = '0.1.0'
