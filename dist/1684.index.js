export const id=1684;export const ids=[1684];export const modules={11684:((e,o,s)=>{s.d(o,{USAGE:()=>t});let t=`ecs-sealed-deploy <mode> [files\u{2026}] [--input-name value\u{2026}]

Modes
  check    find plaintext credentials and bad references; no AWS call, nothing written
  render   templates and overrides to files for a later step; no AWS call
  plan     show what deploy would register and update; reading calls only
  deploy   register, update, and watch each rollout to its true outcome
  status   what runs since when, what is under way, the ways back; reading calls only
  continue go on, or back, with deployments that are paused at a lifecycle hook
  migrate  plaintext values become secrets and references; a plan unless --apply is given
  rollback services back to the revision before; with --plan it only shows which
  audit    what is live and holds plaintext; reads only unless --purge is given
  rotate-restart  services again whose tasks hold an old value of a secret

To adopt a repository (command line only)
  init     look at workflows and definitions, show the configuration file and workflows for them; --write writes them
  adopt    show how the repository's own workflows deploy with this action, as a diff; --write changes them
  doctor   credentials, region, cluster, permissions of each mode, versions; reading calls only

Files are paths, globs or patterns with {service}, e.g. 'deploy/{service}-task-definition.json'.
Every input of the action is a flag of the same name; a flag given twice adds a line.

  ecs-sealed-deploy check 'deploy/*.json' --format json
  ecs-sealed-deploy plan 'deploy/{service}.json' --cluster main --aws-region us-west-2 --service web
  ecs-sealed-deploy deploy 'deploy/{service}.json' --cluster main --service all --variables TAG=v7

Only here: --format text|json|sarif|github, --output FILE, --write-baseline (check), --help, --version.
Exit codes: 0 good; 1 findings, or a rollout that did not succeed; 2 bad inputs or templates; 3 AWS refused or
failed; 4 a bug of ours.
`})};
