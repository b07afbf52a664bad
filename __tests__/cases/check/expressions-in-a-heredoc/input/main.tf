resource "aws_ecs_task_definition" "app" {
  family                = "app"
  container_definitions = <<EOF
[{
  "name": "app", "image": "app:1",
  "environment": [
    {"name": "A_PASSWORD", "value": "${coalesce(var.password, var.other, "{{password}}")}"},
    {"name": "B_PASSWORD", "value": "${var.stage == "prod" ? var.password : "{{password}}"}"},
    {"name": "C_URL", "value": "postgres://app:${coalesce(var.password, "{{password}}")}@db/app"},
    {"name": "D_PASSWORD", "value": "${lookup(var.passwords, "production-1234")}"},
    {"name": "E_PASSWORD", "value": "${var.stage == "production-1234" ? var.a : var.b}"}
  ]
}]
EOF
}
