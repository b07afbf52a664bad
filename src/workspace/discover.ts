import { FileGlance } from './read-checked.ts'

/** What a look over the tracked files found, sorted: files that speak of a task definition, and files too large to look into. */
export type Discovered = {
  readonly files: readonly string[]
  readonly tooLarge: readonly { readonly file: string; readonly bytes: number }[]
}

/** Extensions that task definitions, and the templates they are made of, have. */
const CANDIDATE =
  /\.(?:json[c5]?|ya?ml|tpl|tmpl|tftpl|gotmpl|j2|jinja2?|erb|tf|tofu|hcl|jsonnet|libsonnet|template|mustache|hbs|ejs|dist|in|tfstate)$/i

const SKIPPED = /(?:^|\/)node_modules\//

/** One of these stands in every task definition, in whatever spelling (AWS API, CloudFormation, Terraform). */
const MARKS = ['ontainerDefinitions', 'container_definitions', 'AWS::ECS::TaskDefinition'].map(mark =>
  Buffer.from(mark)
)

/** discoverDefinitions finds the task definitions among files by extension and content. Reads each candidate once. */
export function discoverDefinitions(workspace: string, tracked: readonly string[]): Discovered {
  const files: string[] = []
  const tooLarge: { file: string; bytes: number }[] = []
  const glance = new FileGlance()
  for (const file of tracked) {
    if (!CANDIDATE.test(file) || SKIPPED.test(file)) continue
    const read = glance.read(workspace, file)
    if (read.kind === 'too-large') tooLarge.push({ file, bytes: read.size })
    if (read.kind === 'bytes' && MARKS.some(mark => read.bytes.includes(mark))) files.push(file)
  }
  return { files: files.toSorted((a, b) => (a < b ? -1 : 1)), tooLarge }
}
