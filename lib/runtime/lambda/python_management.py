"""Leads calls of `@connections` to the gateway of this machine.

boto3 makes them by https to the `domainName` of an event, where no certificate is that it would trust. Everything else that
a function requests goes its own way.
"""

import importlib.util
import os
import re
import sys
from urllib.parse import urlsplit

MANAGEMENT_PATH = re.compile(r"/(?:@|%40)connections/[^/]+$")


def lead_management_calls():
    """Waits for the function to load botocore, which it may not have."""
    endpoint, _, token = os.environ.pop("SLUICE_MANAGEMENT", "").partition(" ")
    if endpoint != "":
        sys.meta_path.insert(0, _Finder(endpoint, token))


class _Finder:
    def __init__(self, endpoint, token):
        self.endpoint = endpoint
        self.token = token

    def find_spec(self, name, _path, _target=None):
        if name != "botocore.httpsession":
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        load = spec.loader.exec_module

        def load_and_lead(module):
            load(module)
            _lead(module.URLLib3Session, self.endpoint, self.token)

        spec.loader.exec_module = load_and_lead
        return spec


def _lead(session, endpoint, token):
    send_directly = session.send

    def send(self, request):
        url = urlsplit(request.url)
        if url.scheme == "https" and MANAGEMENT_PATH.search(url.path):
            # The host that the client names stays, for it is signed.
            request.headers["Host"] = url.netloc
            request.headers["x-sluice-function"] = token
            request.url = endpoint + url.path
        return send_directly(self, request)

    session.send = send
