import { beforeAll, describe, expect, test } from '@jest/globals'
import { AT_ONCE } from '../bundle/runner.ts'
import { patternOf, readAllEntries, squeezed } from './troubleshooting.ts'
import { AUDIT } from './troubleshooting-audit.ts'
import { LOOKUPS, REFUSALS, ROLLOUTS } from './troubleshooting-aws.ts'
import { CODEDEPLOY } from './troubleshooting-codedeploy.ts'
import { CONFIGURATION } from './troubleshooting-configuration.ts'
import { BEFORE_AWS } from './troubleshooting-inputs.ts'
import { MIGRATION } from './troubleshooting-migration.ts'
import { PERMISSIONS } from './troubleshooting-permissions.ts'
import { SERVICES } from './troubleshooting-rollouts.ts'
import { TASKS } from './troubleshooting-tasks.ts'
import { TRUST } from './troubleshooting-trust.ts'
import { VALUES } from './troubleshooting-values.ts'

const headings = readAllEntries().flatMap(entry => entry.headings)

const rollout = 'the sandbox does not do that; __tests__/rollout does'
const codedeploy = 'the sandbox does not do that; __tests__/codedeploy does'
const oneOff = 'the sandbox does not do that; __tests__/tasks does'
const migration = '__tests__/migration/run does what has to happen between two steps'
const endings = 'needs a signal or a failure in one moment; __tests__/modes/endings does it'
const live = '__tests__/migration/run/live-layouts does it'
const git = 'needs a git repository; __tests__/configuration/changed does it'
/** The messages that no run here reaches, and why. Whoever finds a way to one takes it off the list. */
const NOT_REACHED: Readonly<Record<string, string>> = {
  'The run was cancelled, and old revisions were left (keep-revisions): <n>. The next deploy with this input deregisters them.':
    'needs a signal in one moment; __tests__/modes/keep-revisions does it',
  'Whether another migration is in progress is not known: its lock <path> cannot be read: <why>. This one did nothing.':
    'needs a file that root is refused; __tests__/workspace/migration-files does it',
  'Nothing was rolled back. To roll back <services> alone, set the input "service" to <services>.':
    'needs a service without a rollback target beside one that has one; __tests__/modes/rollback-others does it',
  'Standard input <what is wrong>.': 'needs a pipe; __tests__/shell/cli-inputs does it',
  'The service already runs this definition, but with <n> of <n> tasks: check its events and stopped tasks.':
    'needs a service that changes after its deploy; __tests__/modes/deploy does it',
  '<file> cannot be read: its name is not UTF-8 text.':
    'needs a file system that has such names; __tests__/modes/check does it',
  'The service is <status>: it was deleted during the run.':
    'needs a service that is deleted in one moment; __tests__/modes/deploy does it',
  'Not verified (keep-revisions): <n> old revisions were left, <why>.':
    'needs a use that cannot be looked at; __tests__/modes/keep-revisions does it',
  'The outcome of <n> service is unknown: <names>.': 'needs a bug; __tests__/report/verdict does it',
  'Standard output could not be written (<error>).':
    'nobody could read it here; __tests__/bundle/outputs does',
  'The key that encrypts the secret <ARN> (<NAME> of container <container>) cannot be used: it is disabled, pending deletion or deleted. Enable it (aws kms enable-key, after aws kms cancel-key-deletion if it is pending deletion), or store the value again under another key.':
    'needs the ARN of a secret in the words of ECS; __tests__/diagnosis does it',
  'Deregistered while something began to use them (keep-revisions): <family:revision> (in use by <what> since). What runs goes on, but ECS accepts no new deployment of them: deploy from the file again, which registers it.':
    'needs an update between two calls; __tests__/modes/keep-revisions does it',
  'Not verified: whether ECS has begun the deployment is not known. <why>':
    'needs an answer that gets lost and credentials that expire right after it; __tests__/worlds plays it',
  'ECS was rolling back already, from <revision> to <revision>, which was followed to its end.':
    "needs a moment of ECS's own rollback; __tests__/modes/rollback does it",
  'Service "<service>": ECS is automatically rolling back from <revision> to <revision>, which would return to the release that you want to leave.':
    "needs a moment of ECS's own rollback; __tests__/worlds plays it",
  'Service "<service>": tasks of <family:revision> cannot start: <what is missing>.':
    'needs a secret that is deleted between two runs; __tests__/modes/rollback-missing does it',
  'Not verified whether the secrets, parameters and images of the revision still exist: <why>.':
    'needs a refusal after a deploy; __tests__/modes/rollback-missing does it',
  'But <revision> was deregistered during the rollout: its tasks go on, and ECS accepts no new deployment of it. Deploy from the file again, which registers it.':
    'stands behind the reason of a success; __tests__/modes/deregistered does it',
  'Not read completely: <files>.':
    'stands behind the problem that says why; __tests__/report/verdict does it',
  'The migration stopped half-way. <what is wrong> Run it again: it continues where it stopped.':
    'is two sentences with what is wrong between them; __tests__/report/verdict does it',
  'Service "<service>" in cluster "<cluster>" is INACTIVE: it was deleted, and nothing of it runs.':
    'needs a service that was deleted a moment ago; __tests__/bundle/outputs does it',
  'The services of this run are in several regions or accounts; a migration is for one.': migration,
  'The secret "<name>" was created after this plan was made, perhaps by another migration. No file was changed.':
    migration,
  'Selected without a comparison: <keys>. This clone is shallow: give actions/checkout "fetch-depth: 0" (under "with").':
    git,
  'Selected without a comparison: <keys>. This is a partial clone: give actions/checkout no "filter".': git,
  'Selected without a comparison: <keys>. The commit is on no branch of this clone: it was taken out of the history (a force-push), or is of another branch or repository.':
    git,
  '"paths" of "<key>": <pattern> matches no file of the repository. Patterns are from its root.': git,
  "<files>: registered without its commit, because ecs:TagResource on the family's revisions is not allowed. With service: changed it is deployed each time.":
    git,
  '<file> is the task definition of <others> too: what this migration writes into it would apply there too.':
    migration,
  '<file:line> has "<VARIABLE>", and so has <place>, which wins in this run; <others> takes the one of the file.':
    '__tests__/migration/run/overlays does it',
  'The inputs name a definition that ECS has, and a migration needs a file to write to.': live,
  'There is no file to write for <services>: neither the configuration file nor a pattern with {service} says where.':
    live,
  '<file> is the task definition of <services>, and is not there: it can be written from what one of them runs.':
    live,
  '<live:KEY> has credentials in containers that the entry "<KEY>" does not put references into: "container" names one.':
    live,
  'Not all of <names> could be read back with the values of the files. No file was changed.': migration,
  'Execution role <arn> is still not authorized to read the secrets: <why>. The secrets are stored; no file was changed.':
    migration,
  'Service "<service>" still has tasks of another revision, or that started before the secrets existed: <tasks>.':
    migration,
  'ECS did not create service "<service>" in cluster "<cluster>": a deleted service of this name still stops its tasks (DRAINING).':
    'a plan says so before; __tests__/rollout/create does it',
  'AWS gave notice that it will stop the host of the task. This does not indicate a problem with the new revision.':
    'needs a code that the sandbox does not give; __tests__/diagnosis does it',
  'ECS stopped the task, because its host was unhealthy. This does not indicate a problem with the new revision.':
    'needs a code that the sandbox does not give; __tests__/diagnosis does it',
  'ECS itself stopped the task, as it does to scale, to move or to replace tasks. This does not indicate a problem with the new revision.':
    'needs a code without words; __tests__/diagnosis does it',
  'The task was stopped by a user (ecs:StopTask). This does not indicate a problem with the new revision.':
    'needs the id of a task; __tests__/diagnosis does it',
  'Not verified: a part of the diagnosis failed (<type>). This is a bug in ecs-sealed-deploy.': 'needs a bug',
  'The one-off task of <family:revision> needs a network (networkMode awsvpc), and the service has none.':
    'the sandbox gives every such service a network',
  'The task was stopped before it completed (<stop code>): <reason>.': oneOff,
  'No container ended with an exit code: <reason>.': oneOff,
  'The run was cancelled before the one-off task was started.': 'needs a signal in one moment',
  'CodeDeploy\'s application "<application>" is for <platform>, so it can\'t deploy service "<service>" of ECS.':
    codedeploy,
  'CodeDeploy failed the deployment and gave no reason.': codedeploy,
  'The deployment was stopped in CodeDeploy and gave no reason.': codedeploy,
  'Other deployments of this service keep coming first; nothing was started.': codedeploy,
  'Not started, because <service> was not verified.':
    'needs a connection that breaks in one moment; __tests__/modes/deploy does it',
  '<reason> It completed before it could be rolled back.': 'needs a completion in one moment',
  '<reason> Cannot roll back: the deployment is already over.': 'needs a signal in one moment',
  '<reason> The rollback did not succeed: <reason>': endings,
  'Being rolled back, because <service> did not succeed (atomic). <reason>': 'needs a signal in one moment',
  'The run was cancelled while the deployment was being rolled back; the rollback continues in ECS.': endings,
  'The run was cancelled while it waited for a task. <reason>': endings,
  'The service is <status>: it was deleted during the deployment.': endings,
  'ECS no longer knows the service: it was deleted during the deployment.': codedeploy,
  'The run was cancelled while CodeDeploy was rolling back; the rollback continues in CodeDeploy.':
    'needs a signal in one moment',
  'Not verified: <operation> failed (<exception>). The rollback itself continues in ECS.': endings,
  'Not verified: <operation> failed (<exception>). The rollback itself continues in CodeDeploy.': codedeploy,
  'The deployment completed before it could be rolled back. Run again to roll it back.':
    'needs a completion in one moment',
  'The AWS profile "<name>" (AWS_PROFILE) was not found: <file> cannot be read: <reason>.':
    'needs a file in a circle of links; __tests__/shell/unread does it',
  'git could not open <folders>, so that what changed there is not known.':
    'needs a folder that root cannot open; __tests__/workspace/unreadable does it',
  'The journal tells whether a migration is unfinished. <why it cannot be read>':
    'needs a journal in a circle of links; __tests__/migration/journal does it',
  'Internal error (<type>). This is a bug in ecs-sealed-deploy, not in your files.': 'needs a bug',
  'Collections are nested deeper than <n> levels.': 'needs a small stack',
  'secret <NAME> of container <container>: the ARN <ARN> ends like a complete ARN, so AWS does not find the secret of that name (<ARN>).':
    'the sandbox finds it',
  'secret <NAME> of container <container>: the ARN of <reference> cannot be determined: neither Parameter Store nor STS returned the account that it belongs to.':
    'the sandbox knows the account',
  '<file>: AWS did not keep "<path>" in <family>:<revision>. It was sent unchanged; check its spelling.':
    'the sandbox keeps unknown members or refuses them',
  '<file>: "<path>" is not in <ARN>, which equals the file otherwise. AWS does not keep it; check its spelling.':
    'the sandbox keeps unknown members or refuses them',
  'The service no longer lists the deployment, and ECS logged no event: it was probably rolled back.':
    rollout,
  '<reason> The rollback failed too.': rollout,
  '<reason> The rollback had not ended after <time>.': rollout,
  'The run was cancelled before any service was touched; the next run uses what was registered.': rollout,
  'The run was cancelled before any service was touched; nothing was registered.': rollout,
  'The run was cancelled while the deployment was rolling out. Its rollback was requested: ECS is rolling out <family:revision> again.':
    rollout,
  'The files could not be listed: <what git said>': 'needs a git that fails',
  'The pull request could not be opened: <why>. The secrets are stored and granted; no file was changed.':
    'needs a GitHub that refuses',
  'ECS gave no reason.': rollout,
  'ECS no longer knows the service: it was deleted during the rollout.': rollout,
  'Not verified: ECS answered the update without a deployment to watch.': rollout,
  'Not verified: ECS accepted the update but shows no new deployment of the service that could be watched.':
    rollout,
  'Not verified: the watch ended without a verdict.': 'cannot happen as the watch is written now'
}

describe('the messages are what the bundle prints', () => {
  let printed = ''
  beforeAll(async () => {
    const texts: string[] = []
    const queue = [
      ...BEFORE_AWS,
      ...CONFIGURATION,
      ...TRUST,
      ...REFUSALS,
      ...LOOKUPS,
      ...PERMISSIONS,
      ...ROLLOUTS,
      ...SERVICES,
      ...VALUES,
      ...CODEDEPLOY,
      ...TASKS
    ]
    const work = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) texts.push(await next.print())
    }
    // A run as a process mostly waits for its start; one in this process wants it for itself.
    await Promise.all(Array.from({ length: AT_ONCE }, work))
    for (const { print } of [...MIGRATION, ...AUDIT]) texts.push(await print())
    printed = squeezed(texts.join('\n'))
  })

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
