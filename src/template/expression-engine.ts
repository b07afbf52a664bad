/**
 * The part of this room that needs GitHub's expression library, as one module: it is only loaded with `import()`, so
 * that files without expressions do not load it, and as a whole, so that files with expressions load only one file.
 */
export { collectNames } from './collect-names.ts'
export { TextRenderer } from './render-text.ts'
