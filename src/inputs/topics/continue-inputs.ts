import type { CommonConfiguration, CommonInputs, ContinueInputs } from '../configuration.ts'
import { describeText } from '../problems/describe-text.ts'
import type { InputReader } from '../reader.ts'
import type { Mode } from '../tables/specification.ts'

/** Source: ECS API, DescribeServiceDeployments: `…:service-deployment/CLUSTER/SERVICE/ID`. */
const ARN = /^arn:[\w-]+:ecs:[\w-]+:\d{12}:service-deployment\/[\w-]{1,255}\/([\w-]{1,255})\/[\w-]{1,255}$/

/** serviceOfDeployment returns the service in the ARN of a service deployment; undefined for any other text. */
export function serviceOfDeployment(arn: string): string | undefined {
  return ARN.exec(arn)?.[1]
}

/** readContinue reads the inputs that only `continue` uses. */
export function readContinue(
  reader: InputReader,
  mode: Mode,
  { services, taskDefinition, hasConfigFile }: CommonInputs
): ContinueInputs {
  const serviceDeployments = reader.lines('service-deployment')
  const wrong = serviceDeployments.find(arn => serviceOfDeployment(arn) === undefined)
  if (wrong !== undefined) {
    reader.reportBad(
      'service-deployment',
      `${describeText(wrong)} is not the ARN of a service deployment.`,
      'Write one per line, as the output service-deployment-arn gives them.'
    )
  }
  const named = (Array.isArray(services) && services.length > 0) || taskDefinition.length > 0
  if (mode === 'continue' && !named && !hasConfigFile && serviceDeployments.length === 0) {
    reader.report(
      'missing-input',
      'Input "service" names no service to continue.',
      'Name the services, for example service: dispatcher, or the deployments by service-deployment.'
    )
  }
  return { pauseAction: reader.word('pause-action'), serviceDeployments }
}

/** servicesToContinue returns the services of the input, or else those of the named deployments. */
export function servicesToContinue(
  { services }: CommonConfiguration,
  { serviceDeployments }: ContinueInputs
): CommonConfiguration['services'] {
  const named = serviceDeployments.flatMap(arn => serviceOfDeployment(arn) ?? [])
  return services ?? (named.length === 0 ? undefined : [...new Set(named)])
}
