locals {
  hook     = "{{token:gitlab}}"
  database = "{{url:postgres}}"
  site     = "https://shop.example/login"
}
resource "aws_ecs_task_definition" "app" {
  family                = "app"
  container_definitions = jsonencode([{ name = "app", image = "app:1", environment = local.variables }])
}
