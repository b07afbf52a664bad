import { AwsFault } from '../../fault.ts'
import { textOf } from '../../json.ts'
import { arnOf } from '../../world/arns.ts'
import type { CodeDeployment, DeploymentGroup } from '../../world/codedeploy/state.ts'
import { type Call, here } from '../operation.ts'

/** groupIn finds the application's deployment group that a call names. Throws AwsFault with CodeDeploy's message. */
export function groupIn(call: Call): DeploymentGroup {
  const application = required(call, 'applicationName', 'ApplicationName')
  const name = required(call, 'deploymentGroupName', 'DeploymentGroupName')
  const groups = [...here(call).codedeploy.groups.values()]
  if (!groups.some(group => group.application === application))
    throw new AwsFault('ApplicationDoesNotExistException', `No application found for name: ${application}`)
  const found = groups.find(group => group.application === application && group.name === name)
  if (!found)
    throw new AwsFault('DeploymentGroupDoesNotExistException', `No Deployment Group found for name: ${name}`)
  return found
}

function required(call: Call, key: string, title: string): string {
  const value = textOf(call.input, key)
  if (value) return value
  throw new AwsFault(`${title}RequiredException`, `The ${title} is required.`)
}

/** deploymentIn finds the deployment that a call names. Throws AwsFault with CodeDeploy's message. */
export function deploymentIn(call: Call): CodeDeployment {
  const id = textOf(call.input, 'deploymentId')
  if (!id) throw new AwsFault('DeploymentIdRequiredException', 'The deployment ID is required.')
  const found = here(call).codedeploy.deployments.get(id)
  if (!found) throw new AwsFault('DeploymentDoesNotExistException', `The deployment ${id} could not be found`)
  return found
}

/** groupArn is the ARN that IAM evaluates for a deployment group. */
export function groupArn(call: Call, application: string, group: string): string {
  return arnOf(call.world, ['codedeploy', call.region], `deploymentgroup:${application}/${group}`)
}

/** theGroup is the resource of calls that name a deployment group. */
export function theGroup(call: Call): string[] {
  const { input } = call
  return [
    groupArn(call, textOf(input, 'applicationName') ?? '*', textOf(input, 'deploymentGroupName') ?? '*')
  ]
}

/** theDeployment is the resource of calls that name a deployment: its deployment group. */
export function theDeployment(call: Call): string[] {
  const found = here(call).codedeploy.deployments.get(textOf(call.input, 'deploymentId') ?? '')
  return found ? [groupArn(call, found.application, found.group)] : ['*']
}
