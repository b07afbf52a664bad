# Runs commands of the AWS CLI, each in a fork of this process, which has loaded the CLI once: loading takes four fifths
# of what a command takes. A line of JSON on standard input per command ({id, args, env, out, err}: words, environment,
# files for its output), a line `ID EXIT-CODE` on standard output when it has ended. Ends with its input.
import json
import os
import signal
import sys

before = dict(os.environ)
import awscli.clidriver

# where the CLI has its data, which it puts into the environment as it is loaded
OWN = {name: value for name, value in os.environ.items() if before.get(name) != value}


def run(args, env, out, err):
    os.environ.clear()
    os.environ.update({**OWN, **env})
    for descriptor, path in ((1, out), (2, err)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), descriptor)
    sys.argv = ['aws', *args]
    code = 255
    try:
        code = awscli.clidriver.main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 255
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return code


def forked(asked):
    if os.fork() == 0:
        code = 255
        try:
            code = run(asked['args'], asked['env'], asked['out'], asked['err'])
        finally:
            os.write(answers, f"{asked['id']} {code}\n".encode())
            os._exit(0)


# Most modules are loaded only by a command: this one, which nobody answers, leaves them here.
WARM = {
    'AWS_ENDPOINT_URL': 'http://127.0.0.1:9',
    'AWS_ACCESS_KEY_ID': 'cli',
    'AWS_SECRET_ACCESS_KEY': 'none',
    'AWS_DEFAULT_REGION': 'us-west-2',
    'AWS_EC2_METADATA_DISABLED': 'true',
    'AWS_MAX_ATTEMPTS': '1',
    'HOME': '/nonexistent',
}

answers = os.dup(1)
errors = os.dup(2)
run(['ecs', 'list-clusters'], WARM, os.devnull, os.devnull)
# what goes wrong here is shown again
os.dup2(errors, 2)
# the kernel takes the ended ones
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for line in sys.stdin:
    forked(json.loads(line))
