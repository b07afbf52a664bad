// Writes the fields of task definitions (src/template/ecs-schema.generated.ts) and of services
// (src/deploy/services/*.generated.ts) with their types, from the AWS SDK's model of RegisterTaskDefinition and
// CreateService.
// Run it after an update of @aws-sdk/client-ecs; with --check, it writes nothing and fails if a file does not match the
// installed SDK.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  CapacityProviderStrategyItem$,
  ContainerOverride$,
  CreateExpressGatewayServiceRequest$,
  CreateServiceRequest$,
  DeploymentConfiguration$,
  RegisterTaskDefinitionRequest$,
  Service$,
  ServiceManagedEBSVolumeConfiguration$,
  TaskDefinition$,
  TaskManagedEBSVolumeConfiguration$,
  UpdateServiceRequest$
} from '@aws-sdk/client-ecs'
import { NormalizedSchema } from '@smithy/core/schema'

/**
 * The short form of a type: s string, n number, b boolean, t timestamp, d anything, [X list of X, {X map from string to
 * X, or a structure's name.
 */
function typeCode(schema, structures) {
  if (schema.isListSchema()) return `[${typeCode(schema.getValueSchema(), structures)}`
  if (schema.isMapSchema()) return `{${typeCode(schema.getValueSchema(), structures)}`
  if (schema.isStructSchema()) return addStructure(schema, structures)
  if (schema.isStringSchema()) return 's'
  if (schema.isNumericSchema()) return 'n'
  if (schema.isBooleanSchema()) return 'b'
  if (schema.isTimestampSchema()) return 't'
  if (schema.isDocumentSchema()) return 'd'
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

/** The structures of which these shapes consist, by name. */
function structuresOf(...shapes) {
  const structures = new Map()
  for (const shape of shapes) addStructure(NormalizedSchema.of(shape), structures)
  return structures
}

/** The structures as members of an object literal. */
function literal(structures, before = '') {
  const lines = [...structures].map(([name, members]) => {
    const fields = Object.entries(members).map(([member, type]) =>
      type === 's' ? member : `${member}:${type}`
    )
    const line = `  ${name}: '${fields.join(' ')}'`
    // The formatter's line width: longer values go below their key.
    return line.length < 110 ? line : line.replace(': ', ':\n    ')
  })
  return `{
${before}${lines.join(',\n')}
}`
}

/** The members of a response's shape that the request does not have. */
function onlyAnswered(answer, accepted) {
  const described = [...NormalizedSchema.of(answer).structIterator()].map(([member]) => member)
  const names = described.filter(member => !Object.keys(accepted).includes(member))
  return `[
${names.map(member => `  '${member}'`).join(',\n')}
]`
}

const HEADER =
  '// Made by scripts/generate-ecs-schema.mjs from the model in @aws-sdk/client-ecs. Do not edit.'
const TYPES =
  ' * Types: n number, b boolean, t timestamp, [X list of X, {X map from string to X, or the name of another structure.'

function renderTaskDefinition() {
  const structures = structuresOf(RegisterTaskDefinitionRequest$)
  return `${HEADER}

/**
 * The structures that RegisterTaskDefinition takes, each as \`member\` (a string) or \`member:type\`, separated by
 * spaces.
${TYPES}
 */
export const ecsStructures: Readonly<Record<string, string>> = ${literal(structures)}

/** Members that DescribeTaskDefinition answers with and RegisterTaskDefinition does not take. */
export const describeOnlyMembers: readonly string[] = ${onlyAnswered(TaskDefinition$, structures.get('RegisterTaskDefinitionRequest'))}
`
}

function renderService() {
  const structures = structuresOf(
    CreateServiceRequest$,
    DeploymentConfiguration$,
    CapacityProviderStrategyItem$,
    ServiceManagedEBSVolumeConfiguration$,
    ContainerOverride$,
    TaskManagedEBSVolumeConfiguration$,
    CreateExpressGatewayServiceRequest$
  )
  const created = Object.keys(structures.get('CreateServiceRequest'))
  const updated = new Set(
    [...NormalizedSchema.of(UpdateServiceRequest$).structIterator()].map(([member]) => member)
  )
  const shared = structuresOf(RegisterTaskDefinitionRequest$)
  const own = [...structures].filter(([name]) => !shared.has(name))
  return `${HEADER}
import { ecsStructures } from '../../template/ecs-schema.generated.ts'

/**
 * The structures of CreateService, CreateExpressGatewayService and JSON inputs, each as \`member\` (a string) or
 * \`member:type\`, separated by spaces.
 * Types: n number, b boolean, t timestamp, d anything, [X list of X, {X map from string to X, or a structure's name.
 */
export const serviceStructures: Readonly<Record<string, string>> = ${literal(own, '  ...ecsStructures,\n')}

/** Members of CreateService that UpdateService does not take. */
export const fixedMembers: readonly string[] = [
${created
  .filter(member => !updated.has(member))
  .map(member => `  '${member}'`)
  .join(',\n')}
]

/** Members that DescribeServices answers with and CreateService does not take. */
export const answerOnlyMembers: readonly string[] = ${onlyAnswered(Service$, structures.get('CreateServiceRequest'))}
`
}

const files = {
  'src/template/ecs-schema.generated.ts': renderTaskDefinition(),
  'src/deploy/services/service-schema.generated.ts': renderService()
}

for (const [file, text] of Object.entries(files)) {
  const target = fileURLToPath(new URL(`../${file}`, import.meta.url))
  if (!process.argv.includes('--check')) {
    writeFileSync(target, text)
  } else if (readFileSync(target, 'utf8') !== text) {
    console.error(`${file} is stale: run node scripts/generate-ecs-schema.mjs`)
    process.exitCode = 1
  }
}
