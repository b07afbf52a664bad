import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from '@jest/globals'
import {
  outcomes,
  patternOf,
  problemCodes,
  readEntries,
  rolloutSentences,
  squeezed
} from './troubleshooting.ts'
import { LOOKUPS, REFUSALS, ROLLOUTS } from './troubleshooting-aws.ts'
import { BEFORE_AWS } from './troubleshooting-inputs.ts'
import { MIGRATION } from './troubleshooting-migration.ts'
import { PERMISSIONS } from './troubleshooting-permissions.ts'

const entries = readEntries(readFileSync('docs/troubleshooting.md', 'utf8'))
const headings = entries.flatMap(entry => entry.headings)

const rollout = 'the sandbox does not do that; __tests__/rollout does'
const codedeploy = 'no run here deploys through CodeDeploy; __tests__/codedeploy does'
const oneOff = 'no run here has a one-off task or schedules; __tests__/tasks and __tests__/schedules do'
/** The messages that no run here reaches, and why. Whoever finds a way to one takes it off the list. */
const NOT_REACHED: Readonly<Record<string, string>> = {
  'ECS did not create service "<service>" in cluster "<cluster>": a service of this name exists since a moment ago, created by somebody else. ECS says "Creation of service was not idempotent."':
    'needs somebody else in the same moment; __tests__/rollout/create does it',
  'ECS did not create service "<service>" in cluster "<cluster>": a deleted service of this name still stops its tasks (DRAINING).':
    'a plan says so before; __tests__/rollout/create does it',
  'Somebody stopped the task (ecs:StopTask). That says nothing about the new revision.':
    'needs the id of a task; __tests__/diagnosis does it',
  'Not verified: a part of the diagnosis failed (<type>). This is a bug in ecs-sealed-deploy.': 'needs a bug',
  'The one-off task of <family:revision> needs a network (networkMode awsvpc), and the service has none.':
    oneOff,
  'The one-off task of <family:revision> needs a network (networkMode awsvpc), and there is no service to take it from.':
    oneOff,
  'The one-off task of <family:revision> was not started. ECS placed no task: <reason>.': oneOff,
  '<kind> <name> still runs <family:revision> instead of <family:revision>: <reason>': oneOff,
  'The task did not start: <reason>.': oneOff,
  'The task was stopped before it was done (<stop code>): <reason>.': oneOff,
  'No container ended with an exit code: <reason>.': oneOff,
  '<container> exited with <code>.': oneOff,
  'The one-off task was not over after <time> (wait-for-minutes): <status>. It goes on in ECS.': oneOff,
  'The run was cancelled before the one-off task was started.': oneOff,
  'The run was cancelled while the one-off task was running; it goes on in ECS (on-cancel: leave).': oneOff,
  'The run was cancelled; the one-off task was told to stop (on-cancel: rollback).': oneOff,
  "The task's log is not shown: no permission for logs:GetLogEvents on <group>. The task is watched all the same.":
    oneOff,
  'Not verified: no permission for <operation>, so <what> that run the family were not looked for and stay as they are.':
    oneOff,
  'Not verified: <names> call ecs:RunTask with an input of their own (universal target); the revision in it is not changed here.':
    oneOff,
  'CodeDeploy has no application "<application>" in region <region>, which service "<service>" would be deployed through.':
    codedeploy,
  'CodeDeploy\'s application "<application>" in region <region> has no deployment group "<group>", which service "<service>" would be deployed through.':
    codedeploy,
  'CodeDeploy\'s application "<application>" is for <platform>, so it can\'t deploy service "<service>" of ECS.':
    codedeploy,
  'Deployment group "<group>" deploys <service> in cluster <cluster>, not service "<service>" in cluster <cluster>.':
    codedeploy,
  'The AppSpec has no list "Resources" with a resource in it.': codedeploy,
  'A resource of the AppSpec is not a mapping of its name to what it is.': codedeploy,
  'Resource "<name>" of the AppSpec is not of type AWS::ECS::Service.': codedeploy,
  'Resource "<name>" of the AppSpec has no "Properties".': codedeploy,
  'The AppSpec does not say where the traffic goes: "LoadBalancerInfo" needs "ContainerName" and "ContainerPort".':
    codedeploy,
  'The traffic is to go to container "<name>", which the task definition does not have (<names>).':
    codedeploy,
  'The traffic is to go to port <port> of container "<name>", which the task definition does not map (<ports>).':
    codedeploy,
  'No AppSpec can be made for service "<service>": it <has what>, and CodeDeploy needs to know the one container and port that get the traffic.':
    codedeploy,
  'CodeDeploy failed the deployment (<code>): <text>': codedeploy,
  'CodeDeploy failed the deployment (<code>).': codedeploy,
  'CodeDeploy failed the deployment and gave no reason.': codedeploy,
  'The deployment was stopped in CodeDeploy (<code>): <text>': codedeploy,
  'The deployment was stopped in CodeDeploy (<code>).': codedeploy,
  'The deployment was stopped in CodeDeploy and gave no reason.': codedeploy,
  '<reason> CodeDeploy rolled it back (deployment <id>).': codedeploy,
  '<reason> The rollback <id> failed too.': codedeploy,
  '<reason> All traffic is still on the old tasks.': codedeploy,
  'waits for a person to reroute the traffic: aws deploy continue-deployment --deployment-id <id> --deployment-wait-type READY_WAIT --region <region>':
    codedeploy,
  'all traffic is on the new tasks; CodeDeploy keeps the old ones for a while. To end that now: aws deploy continue-deployment --deployment-id <id> --deployment-wait-type TERMINATION_WAIT --region <region>':
    codedeploy,
  'CodeDeploy is already deploying <id> for this service (if-deploying: fail); nothing was started.':
    codedeploy,
  'Deployment <id>, which was under way before, is not over; nothing was started.': codedeploy,
  'Other deployments of this service keep coming first; nothing was started.': codedeploy,
  'The run was cancelled while CodeDeploy was deploying; deployment <id> goes on.': codedeploy,
  'Not verified: <operation> failed (<exception>). The deployment itself goes on in CodeDeploy.': codedeploy,
  'A look at deployment <id> failed (<operation>: <exception>); looking again.': codedeploy,
  'Events and traffic of the deployment are not shown (no permission for codedeploy:GetDeploymentTarget).':
    codedeploy,
  'The deployment could not be taken back: <operation> failed (<exception>).': codedeploy,
  'Deployment <id> is over, and it is not known what ran before it; nothing was taken back.': codedeploy,
  'Deployment <id> was over; what ran before was deployed again (deployment <id>).': codedeploy,
  '<file> can not be read: permission denied.': 'the tests may run as root',
  '<file> can not be read (<error>).': 'needs a disk that fails',
  'Internal error (<type>). This is a bug in ecs-sealed-deploy, not in your files.': 'needs a bug',
  'Collections are nested deeper than <n> levels.': 'needs a small stack',
  'secret <NAME> of container <container>: the ARN <ARN> ends like a complete ARN, so AWS does not find the secret of that name (<ARN>).':
    'the sandbox finds it',
  'secret <NAME> of container <container>: the ARN of <reference> is not known: neither Parameter Store nor STS said to which account it belongs.':
    'the sandbox knows the account',
  '<file>: AWS did not keep "<path>" in <family>:<revision>. It was sent as it stands in the file; check its spelling.':
    'the sandbox keeps unknown members or refuses them',
  '<file>: "<path>" is not in <ARN>, which equals the file otherwise. AWS does not keep it; check its spelling.':
    'the sandbox keeps unknown members or refuses them',
  'The deployment vanished from the service without an event: it was most probably rolled back.': rollout,
  '<reason> The rollback failed too.': rollout,
  '<reason> The rollback was not over after <time>.': rollout,
  'The run was cancelled before any service was touched; the next run uses what was registered.': rollout,
  'The run was cancelled before this service was touched.': rollout,
  'The files could not be listed: <what git said>': 'needs a git that fails',
  'ECS gave no reason.': rollout,
  'ECS no longer knows the service: it was deleted during the rollout.': rollout,
  'Not verified: ECS answered the update without a deployment to watch.': rollout,
  'Not verified: ECS accepted the update but shows no new deployment of the service that could be watched.':
    rollout,
  'Not verified: the watch ended without a verdict.': 'can not happen as the watch is written now'
}

describe('the page', () => {
  test('has an entry for every problem code of src/, and none for a code that src/ does not have', () => {
    const inPage = new Set(entries.flatMap(({ codes }) => codes))
    const inSource = problemCodes()
    expect(inSource.size).toBeGreaterThan(80)
    expect([...inSource].filter(code => !inPage.has(code))).toEqual([])
    expect([...inPage].filter(code => !inSource.has(code))).toEqual([])
  })

  test('has an entry for every outcome, and no other', () => {
    const inPage = entries.flatMap(entry => entry.outcomes)
    expect(inPage).toHaveLength(outcomes().length)
    expect(new Set(inPage)).toEqual(new Set(outcomes()))
  })

  test('has every sentence that a rollout ends with or is explained by', () => {
    const sentences = rolloutSentences()
    expect(sentences.length).toBeGreaterThan(25)
    const missing = sentences.filter(({ pattern }) => !headings.some(heading => pattern.test(heading)))
    expect(missing.map(({ sentence }) => sentence)).toEqual([])
  })

  test('says something about every message, and has each once', () => {
    expect(entries.filter(({ text }) => text.length < 20)).toEqual([])
    expect(headings.filter((heading, index) => headings.indexOf(heading) !== index)).toEqual([])
  })
})

describe('the messages are what the bundle prints', () => {
  let printed = ''
  beforeAll(async () => {
    const texts: string[] = []
    for (const { print } of [
      ...BEFORE_AWS,
      ...REFUSALS,
      ...LOOKUPS,
      ...PERMISSIONS,
      ...ROLLOUTS,
      ...MIGRATION
    ])
      texts.push(await print())
    printed = squeezed(texts.join('\n'))
  }, 180_000)

  const reached = headings.filter(heading => !Object.hasOwn(NOT_REACHED, heading))
  test.each(reached)('%s', heading => {
    expect(patternOf(heading).test(printed)).toBe(true)
  })

  test('the list of those that are not reached is true, and short', () => {
    const listed = Object.keys(NOT_REACHED)
    expect(listed.filter(heading => !headings.includes(heading))).toEqual([])
    expect(listed.filter(heading => patternOf(heading).test(printed))).toEqual([])
    expect(listed.length).toBeLessThan(headings.length / 8)
  })
})
