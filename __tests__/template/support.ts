import { loadDocument } from '../../src/files/document/load.ts'
import { type SourceDocument, toJson } from '../../src/files/document/tree.ts'
import { readOverrides } from '../../src/inputs/read-overrides.ts'
import { InputReader } from '../../src/inputs/reader.ts'
import type { JsonObject, JsonValue } from '../../src/json.ts'
import type { RenderContexts } from '../../src/template/expressions.ts'
import { type Prepared, prepareDefinition, prepareLeniently } from '../../src/template/prepare.ts'

/** Contexts with a sample of everything. */
export const contexts: RenderContexts = {
  github: {
    sha: 'abc123',
    ref_name: 'main',
    token: 'never',
    event: { list: [1, 2], none: null, pull_request: { number: 7 } }
  },
  env: { STAGE: 'prod', POINTER: 'IMAGE_TAG' },
  vars: {
    IMAGE_TAG: 'v1',
    CPU: '256',
    FLAG: 'true',
    LIST: '[{"containerPort":80}]',
    MAP: '{"constructor":1,"__proto__":{"x":1}}'
  },
  environment: {},
  service: { name: 'dispatcher', cluster: 'ops' },
  aws: { region: 'us-west-2', partition: 'aws' }
}

/** loaded parses text that must not have problems. */
export async function loaded(text: string, file = 'td.json'): Promise<SourceDocument> {
  const { document, problems } = await loadDocument(file, text)
  if (!document || problems.length > 0)
    throw new Error(`test input: ${problems.map(({ message }) => message).join()}`)
  return document
}

/** A valid definition with some members replaced. */
export function definition(members: JsonObject = {}, container: JsonObject = {}): JsonObject {
  return { family: 'app', containerDefinitions: [{ name: 'web', image: 'repo:1', ...container }], ...members }
}

type Options = {
  readonly inputs?: Record<string, string>
  readonly contexts?: RenderContexts
  readonly lenient?: boolean
}

/** overridesOf reads the inputs that override a definition. */
export function overridesOf(inputs: Record<string, string>) {
  const reader = new InputReader(inputs)
  return { overrides: readOverrides(reader), problems: reader.problems }
}

/** prepared runs the whole pipeline on a definition given as JSON or text. */
export async function prepared(source: JsonValue | SourceDocument, options: Options = {}): Promise<Prepared> {
  const isDocument = typeof source === 'object' && source !== null && 'format' in source
  const document = isDocument
    ? (source as SourceDocument)
    : await loaded(JSON.stringify(source, undefined, 1))
  const { overrides, problems } = overridesOf(options.inputs ?? {})
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join())
  const prepare = options.lenient ? prepareLeniently : prepareDefinition
  return prepare(document, { contexts: options.contexts ?? contexts, overrides })
}

/** jsonOf returns the prepared definition as plain JSON. */
export function jsonOf({ root }: Prepared): JsonObject {
  if (!root) throw new Error('no definition')
  return toJson(root) as JsonObject
}

/** codesOf lists the codes of the reported problems. */
export function codesOf({ problems }: Pick<Prepared, 'problems'>): readonly string[] {
  return problems.map(({ code }) => code)
}
