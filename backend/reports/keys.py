"""The keys that seal reports and anchors: Ed25519, in a folder outside the database (design: evidence).

    active.pem     the private key in use (PKCS 8), readable by its owner only
    <kid>.pem      the public key of every key there ever was; its name is its thumbprint (RFC 7638)

A seal is a JWS (RFC 7515) with the algorithm EdDSA (RFC 8037) that names its key: whoever has the public keys
checks it without us, with any library that knows JOSE.
"""

import re
import secrets
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from jwt import InvalidTokenError, PyJWS
from jwt.utils import base64url_encode

from backend.people.tokens import key_file
from backend.settings import Settings

ALGORITHM = "EdDSA"
KID = re.compile(r"[A-Za-z0-9_-]{43}")

jws = PyJWS(algorithms=[ALGORITHM])


class BrokenSeal(ValueError):
    """No seal of ours, or not over what it says."""


class UnknownKey(BrokenSeal):
    """Its public key, whose id is in `kid`, is not in the folder."""

    def __init__(self, kid: str) -> None:
        self.kid = kid
        super().__init__(f"its key {kid} is not known")


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a good seal holds: the key's id, and the bytes that it was put on."""

    kid: str
    payload: bytes


class Keys:
    """The keys in a folder. Nothing is remembered: a rotation by another process counts at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def sign(self, payload: bytes) -> str:
        """A compact JWS over these bytes, with the key in use; the first is made when it is first needed.

        Raises OSError where the folder cannot be read or written.
        """
        private = self._active()
        kid = self._publish(private)
        return jws.encode(payload, private, algorithm=ALGORITHM, headers={"kid": kid, "typ": "JOSE"})

    def verify(self, seal: str) -> Sealed:
        """What a seal was put on. Raises BrokenSeal where it is not ours or was altered, UnknownKey where its
        public key is not in the folder.
        """
        try:
            kid = jws.get_unverified_header(seal).get("kid")
            if not isinstance(kid, str) or not KID.fullmatch(kid):
                raise BrokenSeal("it names no key")
            path = self.folder / f"{kid}.pem"
            if not path.is_file():
                raise UnknownKey(kid)
            payload: bytes = jws.decode(seal, public_in(path), algorithms=[ALGORITHM])
        except InvalidTokenError as error:
            raise BrokenSeal("it was altered, or is not ours") from error
        return Sealed(kid, payload)

    def published(self) -> list[dict[str, Any]]:
        """Every public key as a JWK (RFC 8037), in the order of their ids."""
        keys = [public_in(path) for path in sorted(self.folder.glob("*.pem")) if KID.fullmatch(path.stem)]
        return [{**jwk(key), "kid": thumbprint(key), "alg": ALGORITHM, "use": "sig"} for key in keys]

    def rotate(self) -> str:
        """Seal with a new key from now on, and forget the private one before it; gives the new key's id.

        The public key is there before anything is sealed with it. Raises OSError.
        """
        self._active()
        private = Ed25519PrivateKey.generate()
        kid = self._publish(private)
        draft = self.folder / f".active.{secrets.token_hex(8)}"
        key_file(draft, lambda: pem_of(private))
        draft.replace(self.folder / "active.pem")
        return kid

    def _active(self) -> Ed25519PrivateKey:
        """The key in use; of several processes that need the first one, one makes it."""
        content = key_file(self.folder / "active.pem", lambda: pem_of(Ed25519PrivateKey.generate()))
        private = load_pem_private_key(content, password=None)
        if not isinstance(private, Ed25519PrivateKey):
            raise OSError(f"{self.folder / 'active.pem'} is no Ed25519 key")
        return private

    def _publish(self, private: Ed25519PrivateKey) -> str:
        """Keep the public half for ever; gives its id."""
        public = private.public_key()
        kid = thumbprint(public)
        content = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        key_file(self.folder / f"{kid}.pem", lambda: content)
        return kid


def open_keys(settings: Settings) -> Keys:
    """The keys in the folder that the settings name, else in `<data>/keys/seals`."""
    return Keys(settings.seal_keys or settings.data / "keys" / "seals")


def pem_of(private: Ed25519PrivateKey) -> bytes:
    """A private key as the folder keeps it."""
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def public_in(path: Path) -> Ed25519PublicKey:
    """The public key in a file. Raises BrokenSeal where it holds another kind."""
    public = load_pem_public_key(path.read_bytes())
    if not isinstance(public, Ed25519PublicKey) or thumbprint(public) != path.stem:
        raise BrokenSeal(f"{path.name} is not the key that it is named for")
    return public


def jwk(public: Ed25519PublicKey) -> dict[str, str]:
    """The members of a public key that its thumbprint is made of."""
    raw = public.public_bytes(Encoding.Raw, PublicFormat.Raw)
    return {"crv": "Ed25519", "kty": "OKP", "x": base64url_encode(raw).decode()}


def thumbprint(public: Ed25519PublicKey) -> str:
    """The id of a public key (RFC 7638)."""
    return base64url_encode(sha256(rfc8785.dumps(jwk(public))).digest()).decode()
