import { type JsonMap, mapOf, textOf } from '../../json.ts'

/** Fargate's task sizes: CPU units to the memory sizes in MiB. */
const SIZES: Readonly<Record<number, readonly number[]>> = {
  256: [512, 1024, 2048],
  512: range(1024, 4096, 1024),
  1024: range(2048, 8192, 1024),
  2048: range(4096, 16384, 1024),
  4096: range(8192, 30720, 1024),
  8192: range(16384, 61440, 4096),
  16384: range(32768, 122880, 8192)
}

function range(first: number, last: number, stride: number): number[] {
  return Array.from({ length: (last - first) / stride + 1 }, (_, index) => first + index * stride)
}

/** fargateProblem is why a definition cannot run on Fargate, with ECS's message. */
export function fargateProblem(input: JsonMap): string | undefined {
  if (textOf(input, 'networkMode') !== 'awsvpc') return "Fargate only supports network mode 'awsvpc'."
  const cpu = textOf(input, 'cpu')
  const memory = textOf(input, 'memory')
  if (cpu === undefined) return "Fargate requires that 'cpu' be defined at the task level."
  if (memory === undefined) return "Fargate requires that 'memory' be defined at the task level."
  const units = cpuUnits(cpu)
  const mib = memoryMib(memory)
  if (SIZES[units]?.includes(mib)) return
  return `No Fargate configuration exists for given values: ${units} CPU, ${mib} memory. See the Amazon ECS documentation for the valid values.`
}

/** needsExecutionRole is why a definition without an execution role is refused on Fargate. */
export function needsExecutionRole(containers: readonly JsonMap[]): string | undefined {
  const text = 'Fargate requires task definition to have execution role ARN to support'
  if (containers.some(one => textOf(mapOf(one, 'logConfiguration') ?? {}, 'logDriver') === 'awslogs'))
    return `${text} log driver awslogs.`
  const ecr = /^\d{12}\.dkr\.ecr[\w.-]*\.amazonaws\.com/
  return containers.some(one => ecr.test(textOf(one, 'image') ?? '')) ? `${text} ECR images.` : undefined
}

/** cpuUnits reads a task's `cpu`: `1 vCPU` and `1024` are the same. */
export function cpuUnits(text: string): number {
  const match = /^([\d.]+)\s*vCPU$/i.exec(text.trim())
  return match ? Number(match[1]) * 1024 : Number(text)
}

/** `2 GB` and `2048` are the same. */
function memoryMib(text: string): number {
  const match = /^([\d.]+)\s*GB$/i.exec(text.trim())
  return match ? Number(match[1]) * 1024 : Number(text)
}
