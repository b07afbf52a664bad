resource "aws_ecs_task_definition" "web" {
  family = "web"
  container_definitions = jsonencode([
    {
      name        = "app"
      image       = "example/web:1"
      environment = [{ name = "API_TOKEN", value = "{{token:gitlab}}" }]
    }
  ])
}
