locals {
  secrets = [for name in ["DB_PASSWORD", "API_TOKEN"] : { name = name, valueFrom = var.arns[name] }]
}
module "app" {
  secrets = length(local.secrets) > 0 ? local.secrets : null
}
resource "aws_efs_file_system" "files" {
  creation_token = "shop-files"
}
resource "aws_ecs_task_definition" "app" {
  family = "app"
  container_definitions = jsonencode([{
    name                  = "app"
    image                 = "app:1"
    secrets               = [for name in ["DB_PASSWORD", "API_TOKEN"] : { name = name, valueFrom = var.arns[name] }]
    repositoryCredentials = local.credentials == "{}" ? "null" : local.credentials
    environment           = [{ name = "DB_PASSWORD", value = var.stage == "production-1234" ? var.a : var.b }]
  }])
}
