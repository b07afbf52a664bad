// Writes src/template/ecs-schema.generated.ts: the fields of a task definition and their types, as the AWS SDK's own
// model of RegisterTaskDefinition has them. Run it after an update of @aws-sdk/client-ecs; with --check it writes
// nothing and fails when the file is not what the installed SDK says.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { RegisterTaskDefinitionRequest$, TaskDefinition$ } from '@aws-sdk/client-ecs'
import { NormalizedSchema } from '@smithy/core/schema'

const target = fileURLToPath(new URL('../src/template/ecs-schema.generated.ts', import.meta.url))

/** The short form of a type: s string, n number, b boolean, t timestamp, [X list of X, {X map from string to X, or a structure's name. */
function typeCode(schema, structures) {
  if (schema.isListSchema()) return `[${typeCode(schema.getValueSchema(), structures)}`
  if (schema.isMapSchema()) return `{${typeCode(schema.getValueSchema(), structures)}`
  if (schema.isStructSchema()) return addStructure(schema, structures)
  if (schema.isStringSchema()) return 's'
  if (schema.isNumericSchema()) return 'n'
  if (schema.isBooleanSchema()) return 'b'
  if (schema.isTimestampSchema()) return 't'
  throw new Error(`${schema.getName(true)}: a kind of schema that this script doesn't know yet`)
}

function addStructure(schema, structures) {
  const name = schema.getName()
  if (!structures.has(name)) {
    const members = {}
    structures.set(name, members)
    for (const [member, memberSchema] of schema.structIterator()) {
      members[member] = typeCode(memberSchema, structures)
    }
  }
  return name
}

function render() {
  const structures = new Map()
  addStructure(NormalizedSchema.of(RegisterTaskDefinitionRequest$), structures)
  const accepted = Object.keys(structures.get('RegisterTaskDefinitionRequest'))
  const described = [...NormalizedSchema.of(TaskDefinition$).structIterator()].map(([member]) => member)
  const describeOnly = described.filter(member => !accepted.includes(member))
  const lines = [...structures].map(([name, members]) => {
    const fields = Object.entries(members).map(([member, type]) =>
      type === 's' ? member : `${member}:${type}`
    )
    const line = `  ${name}: '${fields.join(' ')}'`
    // The formatter's line width: what is longer goes under its key.
    return line.length < 110 ? line : line.replace(': ', ':\n    ')
  })
  return `// Made by scripts/generate-ecs-schema.mjs from the model in @aws-sdk/client-ecs. Do not edit.

/**
 * The structures that RegisterTaskDefinition takes, each as \`member\` (a string) or \`member:type\`, separated by spaces.
 * Types: n number, b boolean, t timestamp, [X list of X, {X map from string to X, or the name of another structure.
 */
export const ecsStructures: Readonly<Record<string, string>> = {
${lines.join(',\n')}
}

/** Members that DescribeTaskDefinition answers with and RegisterTaskDefinition does not take. */
export const describeOnlyMembers: readonly string[] = [
${describeOnly.map(member => `  '${member}'`).join(',\n')}
]
`
}

const text = render()
if (!process.argv.includes('--check')) {
  writeFileSync(target, text)
} else if (readFileSync(target, 'utf8') !== text) {
  console.error('src/template/ecs-schema.generated.ts is stale: run node scripts/generate-ecs-schema.mjs')
  process.exitCode = 1
}
