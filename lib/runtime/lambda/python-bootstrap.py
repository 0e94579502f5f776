"""Runs a Python function against the Lambda Runtime API, with the errors that Lambda's own runtime reports.

Documented: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
            https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html
"""

import decimal
import http.client
import importlib
import json
import logging
import os
import sys
import time
import traceback

from python_management import lead_management_calls

# The gateway puts a secret path behind host and port.
API, _, SECRET = os.environ["AWS_LAMBDA_RUNTIME_API"].partition("/")
PREFIX = f"/{SECRET}/2018-06-01/runtime/"

# Runtimes up to 3.11 write characters beyond ASCII as escapes.
_VERSION = os.environ["AWS_EXECUTION_ENV"].rpartition("python3.")[2]
WRITES_ASCII = _VERSION.isdigit() and int(_VERSION) < 12

current_request_id = ""


class Fault(Exception):
    """An error of the runtime; it has a type of its own and no stack of the function's."""

    def __init__(self, error_type, message, trace=()):
        super().__init__(message)
        self.error_type = error_type
        self.message = message
        self.trace = list(trace)


class Context:
    """https://docs.aws.amazon.com/lambda/latest/dg/python-context.html"""

    def __init__(self, headers):
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.client_context = None
        self.identity = Identity()
        self.tenant_id = None
        self._deadline_ms = int(headers["Lambda-Runtime-Deadline-Ms"])

    def get_remaining_time_in_millis(self):
        return max(self._deadline_ms - int(time.time() * 1000), 0)

    def log(self, message):
        sys.stdout.write(str(message))


class Identity:
    cognito_identity_id = None
    cognito_identity_pool_id = None


class RequestIdFilter(logging.Filter):
    def filter(self, record):
        record.aws_request_id = current_request_id
        return True


def set_up_logging():
    line = "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s"
    formatter = logging.Formatter(line, "%Y-%m-%dT%H:%M:%S")
    formatter.converter = time.gmtime
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(formatter)
    handler.addFilter(RequestIdFilter())
    logging.getLogger().addHandler(handler)


def load_handler(name):
    module_name, dot, function_name = name.rpartition(".")
    if not dot:
        message = f"Bad handler '{name}': not enough values to unpack (expected 2, got 1)"
        raise Fault("Runtime.MalformedHandlerName", message)
    if module_name.split(".")[0] in sys.builtin_module_names:
        message = f"Cannot use built-in module {module_name} as a handler module"
        raise Fault("Runtime.BuiltInModuleConflict", message)
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        raise Fault("Runtime.ImportModuleError", f"Unable to import module '{module_name}': {error}")
    except SyntaxError as error:
        place = f'  File "{error.filename}" Line {error.lineno}\n    {error.text}'
        raise Fault("Runtime.UserCodeSyntaxError", f"Syntax error in module '{module_name}': {error}", [place])
    if not hasattr(module, function_name):
        message = f"Handler '{function_name}' missing on module '{module_name}'"
        raise Fault("Runtime.HandlerNotFound", message)
    return getattr(module, function_name)


def describe(error, request_id):
    """The payload of a failed invocation."""
    if isinstance(error, Fault):
        error_type, message, trace = error.error_type, error.message, error.trace
    else:
        frames = traceback.extract_tb(error.__traceback__)
        own = sum(1 for frame in frames if frame.filename == __file__)
        error_type, message = type(error).__name__, str(error)
        trace = traceback.format_list(frames[own:])
    return {"errorMessage": message, "errorType": error_type, "requestId": request_id, "stackTrace": trace}


def to_json(value):
    return json.dumps(value, ensure_ascii=WRITES_ASCII, default=from_decimal)


def from_decimal(value):
    if isinstance(value, decimal.Decimal):
        return int(value) if value.is_finite() and value == value.to_integral_value() else float(value)
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")


def run(handler, event, context):
    try:
        value = json.loads(event)
    except ValueError as error:
        raise Fault("Runtime.UnmarshalError", f"Unable to unmarshal input: {error}")
    result = handler(value, context)
    if isinstance(result, bytes):
        return result
    try:
        return to_json(result).encode("utf-8")
    except Exception as error:
        raise Fault("Runtime.MarshalError", f"Unable to marshal response: {error}")


class RuntimeApi:
    def __init__(self):
        self.connection = http.client.HTTPConnection(API)

    def ask(self, method, path, body=None):
        headers = {} if body is None else {"Content-Type": "application/json"}
        try:
            self.connection.request(method, PREFIX + path, body, headers)
            response = self.connection.getresponse()
            return response.headers, response.read()
        except OSError:
            # The gateway is gone, and with it the reason to run.
            os._exit(0)


def main():
    global current_request_id
    api = RuntimeApi()
    sys.path.insert(0, os.environ["LAMBDA_TASK_ROOT"])
    set_up_logging()
    lead_management_calls()
    try:
        handler = load_handler(os.environ["_HANDLER"])
    except Exception as error:
        api.ask("POST", "init/error", to_json(describe(error, "")).encode("utf-8"))
        sys.exit(1)
    while True:
        headers, event = api.ask("GET", "invocation/next")
        context = Context(headers)
        current_request_id = context.aws_request_id
        trace_id = headers.get("Lambda-Runtime-Trace-Id")
        if trace_id is None:
            os.environ.pop("_X_AMZN_TRACE_ID", None)
        else:
            os.environ["_X_AMZN_TRACE_ID"] = trace_id
        path = f"invocation/{current_request_id}/"
        try:
            result = run(handler, event, context)
        except Exception as error:
            payload = to_json(describe(error, current_request_id)).encode("utf-8")
            api.ask("POST", path + "error", payload)
        else:
            api.ask("POST", path + "response", result)


main()
