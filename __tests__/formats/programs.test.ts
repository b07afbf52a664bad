import { expect, test } from '@jest/globals'
import { checked } from '../checking/examine/ways.ts'
import { LITERAL } from './read.ts'

/** What a check finds in a stack with one line, by name. */
async function namesIn(line: string, file: string): Promise<readonly string[]> {
  const { found } = await checked(file, `${STACKS[file.slice(file.lastIndexOf('.'))]}${line}\n`)
  return found.map(one => one.slice(one.indexOf(' ') + 1))
}

const STACKS: Readonly<Record<string, string>> = {
  '.ts': `import * as ecs from 'aws-cdk-lib/aws-ecs'
task.addContainer('app', { image: ecs.ContainerImage.fromRegistry('app:1'), environment: { STAGE: 'prod' } })
`,
  '.py': `from aws_cdk import aws_ecs as ecs
task.add_container("app", image=image, environment={"STAGE": "prod"})
`,
  '.go': `task.AddContainer(jsii.String("app"), &ecs.ContainerDefinitionOptions{
  Environment: &map[string]*string{"STAGE": jsii.String("prod")},
})
`,
  '.kt': `task.addContainer("app", ContainerDefinitionOptions.builder().environment(mapOf("STAGE" to "prod")).build())
`,
  '.java': `task.addContainer("app", ContainerDefinitionOptions.builder()
  .environment(Map.of("STAGE", "prod"))
  .build());
Map<String, String> environment = {};
`
}

test.each([
  ['a.ts', `environment: { DB_PASSWORD: '${LITERAL}' }`],
  ['a.ts', `const DB_PASSWORD: string = '${LITERAL}'`],
  ['a.ts', `  DB_PASSWORD: process.env.DB_PASSWORD ?? '${LITERAL}',`],
  ['a.ts', `  DB_PASSWORD: props.isProduction ? secret : '${LITERAL}',`],
  ['a.ts', `  DB_PASSWORD: SecretValue.unsafePlainText('${LITERAL}'),`],
  ['a.ts', `  app.addEnvironment('DB_PASSWORD', '${LITERAL}')`],
  ['a.ts', `  process.env['DB_PASSWORD'] = \`${LITERAL}\``],
  ['a.py', `settings = dict(REGION=os.getenv("REGION") or "here", DB_PASSWORD="${LITERAL}")`],
  ['a.ts', `const region = env.REGION ?? f('here', 1); const DB_PASSWORD = '${LITERAL}'`],
  ['a.ts', `app.addEnvironment('DB_PASSWORD', process.env.DB_PASSWORD ?? '${LITERAL}')`],
  ['a.kt', `mapOf("DB_PASSWORD" to "${LITERAL}", "STAGE" to "dev")`],
  ['a.ts', '  DB_PASSWORD: 48291733,'],
  ['a.py', `    {"name": "DB_PASSWORD", "value": "${LITERAL}"},`],
  ['a.py', `    DB_PASSWORD: str = "${LITERAL}",`],
  ['a.py', `os.environ["DB_PASSWORD"] = r"${LITERAL}"`],
  ['a.py', `DB_PASSWORD = os.environ.get("DB_PASSWORD", "${LITERAL}")`],
  ['a.py', `DB_PASSWORD = os.getenv("PASS") or "${LITERAL}"`],
  ['a.py', `# DB_PASSWORD = "${LITERAL}"`],
  ['a.py', `    DB_PASSWORD=(\n        "${LITERAL}"\n    ),`],
  ['a.go', `{Name: aws.String("DB_PASSWORD"), Value: aws.String("${LITERAL}")},`],
  ['a.go', `"DB_PASSWORD": jsii.String("${LITERAL}"),`],
  ['a.java', `Map.of("DB_PASSWORD", "${LITERAL}")`],
  ['a.java', `Map.of("DB_PASSWORD", "TIGERLILY")`],
  ['a.java', `KeyValuePair.builder().name("DB_PASSWORD").value("${LITERAL}").build()`]
])('what is in quotes in a program is found: %s %s', async (file, line) => {
  expect((await namesIn(line, file)).join()).toContain('DB_PASSWORD')
})

test.each([
  ['a.ts', '  secret: secretsmanager.Secret;'],
  ['a.ts', 'const dbSecret = props.secret;'],
  ['a.ts', `  DB_PASSWORD: theSecret.secretValueFromJson('password').toString(),`],
  ['a.ts', '  DB_PASSWORD: databasePassword42,'],
  ['a.ts', `environment: { DB_PASSWORD: process.env.DB_PASSWORD ?? '', NAME: 'Prod-77-eu-Wx' }`],
  ['a.ts', `  secretArn: database.secret?.secretArn || 'No secret',`],
  ['a.ts', `new CfnOutput(this, 'DatabaseSecret', { value: database.secret?.secretArn || 'No secret' })`],
  ['a.ts', `checkVariables('AUTH_SECRET', 'SALT', 'STAGE')`],
  ['a.ts', `const found = text.match(/DB_PASSWORD="?([^"\\\\n]+)"?/)`],
  ['a.py', `    command=["serve", f"--basic_auth=app:{DB_PASSWORD}", f'--db-password={config["x"]}'],`],
  ['a.py', `    url = f"postgres://app:{password}@{host}/app",`],
  ['a.py', '    db_password: str = None,'],
  ['a.py', '    self.db_password = db_password'],
  ['a.py', `    {'name': 'PASSWORD', 'value': args_['db_password']},`],
  ['a.py', '#     db_password=args.db_password2).apply('],
  ['a.py', 'def get_db_password(self):\n    """The password of the main database."""'],
  ['a.py', 'db_password =\\\n    args.password_of_app2'],
  ['a.go', 'password := getPassword2(ctx)'],
  ['a.java', 'String dbPassword = config.getDbPassword2();']
])('text without quotes in a program is code, and no value: %s %s', async (file, line) => {
  expect(await namesIn(line, file)).toEqual([])
})

test('a program that sets variables is checked without the containers being recognized', async () => {
  const { found } = await checked(
    'a.ts',
    `new Service(this, { environment: { API_SECRET: '${LITERAL}' } })\n`
  )
  expect(found).toEqual(['1 API_SECRET'])
})

test('what a call is given in brackets is read in programs whose variables begin with a dollar sign', async () => {
  const command = `command: ["app", "--password", "${LITERAL}"]`
  const call = `$task = client.register_task_definition({\n  family: "shop",\n  container_definitions: [{ name: "app", image: "shop:1", ${command} }]\n})\n`
  expect((await checked('deploy.rb', call)).found.join()).toContain('command')
})
