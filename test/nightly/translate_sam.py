"""Runs AWS's own SAM translator: a list of templates comes in on stdin, a list of translations or refusals goes out."""

import json
import logging
import sys

from samtranslator.model.exceptions import InvalidDocumentException
from samtranslator.translator.transform import transform

logging.disable(logging.CRITICAL)


class NoManagedPolicies:
    def load(self):
        return {}


def translate(template, parameters):
    try:
        return {"template": transform(template, parameters, NoManagedPolicies())}
    except InvalidDocumentException as refusal:
        return {"refusal": " ".join(str(cause.message) for cause in refusal.causes) or refusal.message}
    except Exception as failure:  # the translator fails on templates that it does not expect
        return {"refusal": f"{type(failure).__name__}: {failure}"}


request = json.load(sys.stdin)
json.dump([translate(template, dict(request["parameters"])) for template in request["templates"]], sys.stdout)
