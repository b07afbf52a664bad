import { readJson } from '../document/read-json.ts'
import { present } from '../present.ts'
import { type CheckedFile, isDefinition, type Writing } from './checked-file.ts'

/**
 * readForCheck reads a file as tolerantly as necessary to see every name and value in it. If strict reading succeeds,
 * it is used, and no tolerant reader is loaded. Never throws; linear in the length of the text.
 */
export async function readForCheck(file: string, text: string): Promise<CheckedFile> {
  const clean = text.startsWith('\uFEFF') ? text.slice(1) : text
  // the usual case, for which no patterns have to be compiled
  const isJson = file.endsWith('.json')
  const writing: Writing = isJson ? 'data' : isProgram(file) ? 'program' : isCode(file) ? 'code' : 'data'
  const mayBeJson = isJson || (writing === 'data' && !isYaml(file, clean))
  const strict = mayBeJson ? readJson(file, clean) : undefined
  if (strict?.document && !strict.partial && isDefinition(strict.document.root)) {
    const { document, problems: notes } = strict
    // What a template computes there may be written out in it.
    const loose = notes.some(({ code }) => code === 'unquoted-placeholder') ? ('data' as const) : undefined
    return { kind: 'definition', document, notes, ...present({ loose }) }
  }
  const { readTemplate } = await import('./read-template.ts')
  return readTemplate({ file, text: clean, writing }, strict)
}

function isCode(file: string): boolean {
  return /\.(?:tf|hcl|tofu|tfvars|jsonnet|libsonnet)(?:\.(?:tpl|tmpl|j2))?$/i.test(file)
}

/** Programs that make definitions: CDK and Pulumi. */
function isProgram(file: string): boolean {
  return /\.(?:[cm]?[jt]sx?|py|go|java|kts?|cs|rb|php|scala|rs)$/i.test(file)
}

/** By the extension without that of a template language; without an extension, by the beginning of the text. */
function isYaml(file: string, text: string): boolean {
  const name = file.replace(
    /\.(?:tpl|tmpl|tftpl|j2|jinja2?|erb|template|dist|example|sample|in|gotmpl|hbs|mustache|ejs)$/i,
    ''
  )
  if (/\.ya?ml$/i.test(name)) return true
  if (/\.(?:json[c5]?|json\.\w+)$/i.test(name)) return false
  const start = /\S/.exec(text)?.[0]
  if (start === '{' || start === '[') return false
  return /^[ \t]{0,32}(?:- )?["']?[A-Za-z][\w.-]{0,64}["']?:(?:[ \t]|\r?$)/m.test(text.slice(0, 65_536))
}
