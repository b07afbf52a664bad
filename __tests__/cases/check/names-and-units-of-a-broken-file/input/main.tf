resource "aws_secretsmanager_secret_version" "app" {
  secret_string = var.app_secret != "" ? var.app_secret : random_password.app_secret[0].result
  db_password   = "${aws_secretsmanager_secret.shop-db-password.arn}"
}
resource "aws_cognito_user_pool_client" "app" {
  token_validity_units {
    access_token  = "minutes"
    refresh_token = "days"
  }
}
# PERMISSIONS FOR THE SECRETS MANAGER
# secrets = local.shop_secrets
resource "aws_ecs_task_definition" "app" {
  family                = "app"
  container_definitions = jsonencode([{
    name        = "app"
    image       = "app:1"
    environment = [{ name = "API_TOKEN", value = var.token != "" ? var.token : "{{key:random}}" }]
  }]
}
