import { describe, expect, test } from '@jest/globals'
import { checked, LITERAL } from '../../check/ways.ts'

const template = (resource: string) => `Resources:
  T:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions: [{Name: a, Image: "a:1"}]
${resource}`

const REGISTER = 'aws ecs register-task-definition --cli-input-json file://td.json'

const workflow = (step: string) =>
  `on: push\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n${step}      - run: ${REGISTER}\n`

const terraform = (block: string) => `resource "aws_ecs_task_definition" "a" {
  container_definitions = jsonencode([{ name = "a", image = "a:1" }])
}
${block}`

describe('a credential beside the containers of a definition is found', () => {
  test.each<[string, string, string]>([
    [
      'a parameter of Systems Manager',
      'a.yml',
      template(
        `  P:\n    Type: AWS::SSM::Parameter\n    Properties: {Name: /db/password, Type: String, Value: ${LITERAL}}\n`
      )
    ],
    [
      'a variable of a build',
      'a.yml',
      template(
        `  B:\n    Type: AWS::CodeBuild::Project\n    Properties:\n      Environment:\n        EnvironmentVariables: [{Name: DB_PASSWORD, Type: PLAINTEXT, Value: ${LITERAL}}]\n`
      )
    ],
    [
      'an option of a platform',
      'a.yml',
      template(
        `  E:\n    Type: AWS::ElasticBeanstalk::Environment\n    Properties:\n      OptionSettings: [{Namespace: x, OptionName: DB_PASSWORD, Value: ${LITERAL}}]\n`
      )
    ],
    [
      'the test of a Compose file',
      'docker-compose.yml',
      `services:\n  app:\n    image: a:1\n    healthcheck:\n      test: ["CMD", "redis-cli", "-a", "${LITERAL}", "ping"]\n`
    ]
  ])('%s', async (_, file, text) => {
    const line = text.split('\n').findIndex(one => one.includes(LITERAL)) + 1
    const { found } = await checked(file, text)
    expect(found.map(one => Number(one.split(' ')[0]))).toEqual([line])
  })
})

describe('what is looked up or filled in there is quiet', () => {
  test.each<[string, string]>([
    [
      'a.yml',
      template(
        '  B:\n    Type: AWS::CodeBuild::Project\n    Properties:\n      Environment:\n        EnvironmentVariables: [{Name: DB_PASSWORD, Type: SECRETS_MANAGER, Value: "prod/db:password"}, {Name: API_TOKEN, Type: PARAMETER_STORE, Value: /prod/token9}]\n'
      )
    ],
    [
      'buildspec.yml',
      `version: 0.2\nenv:\n  secrets-manager:\n    DB_PASSWORD: prod/db:password\n  parameter-store:\n    API_KEY: /prod/api-key\nphases:\n  build:\n    commands:\n      - ${REGISTER}\n`
    ],
    [
      'a.yml',
      template(
        '  P:\n    Type: AWS::SSM::Parameter\n    Properties: {Name: /db/password, Type: String, Value: !Ref Password}\n'
      )
    ],
    [
      'a.yml',
      template(
        '  B:\n    Type: AWS::S3::Bucket\n    Properties:\n      Tags: [{Key: Name, Value: password-reset-2}, {Key: secret-owner, Value: team-a}]\n'
      )
    ],
    [
      'a.yml',
      template(
        '  L:\n    Type: AWS::EC2::LaunchTemplate\n    Properties:\n      UserData:\n        Fn::Base64: !Sub |\n          #!/bin/bash\n          echo ECS_CLUSTER=${Cluster} >> /etc/ecs/ecs.config\n          export DB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id x --query SecretString)\n'
      )
    ],
    [
      'a.tf',
      terraform(
        'resource "null_resource" "a" {\n  provisioner "local-exec" {\n    command = "mysql -h ${aws_db_instance.a.address} -uroot -p${random_password.a.result} < x.sql"\n  }\n}\n'
      )
    ],
    [
      'a.yml',
      workflow(
        '      - shell: python\n        run: |\n          import os\n          password = os.environ["DB_PASSWORD"]\n          token = get_token("app")\n'
      )
    ],
    [
      'a.yml',
      workflow(
        '      - uses: actions/github-script@v7\n        with:\n          script: |\n            const token = core.getInput("token")\n            const secret = process.env.SECRET\n'
      )
    ],
    [
      'a.yml',
      workflow(
        '      - shell: pwsh\n        run: |\n          $env:DB_PASSWORD = $env:INPUT_PASSWORD\n          $secret = Get-Secret -Name "db"\n'
      )
    ],
    [
      'docker-compose.yml',
      'services:\n  db:\n    image: mysql:8\n    healthcheck:\n      test: ["CMD-SHELL", "mysqladmin ping -h localhost -p$$MYSQL_ROOT_PASSWORD"]\n'
    ]
  ])('in %s: %s', async (file, text) => {
    expect((await checked(file, text)).found).toEqual([])
  })
})
