/**
 * The part of this room that needs GitHub's expression library, as one module: it is reached only by `import()`, so that
 * files without expressions don't load it, and as a whole, so that those with expressions load one file.
 */
export { collectNames } from './collect-names.ts'
export { TextRenderer } from './render-text.ts'
