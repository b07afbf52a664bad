/** The version of this action; package.json has the same version (a test compares them). */
export const VERSION = '1.0.0'
