"""Where photos and papers are kept: a folder or bucket of objects, each under the SHA-256 of its bytes."""

from backend.photos.store.bucket import BucketStore
from backend.photos.store.folder import FolderStore
from backend.photos.store.objects import Gone, Piece, Read, Store, derived, original, paper
from backend.settings import Settings

__all__ = [
    "BucketStore",
    "FolderStore",
    "Gone",
    "Piece",
    "Read",
    "Store",
    "derived",
    "open_store",
    "original",
    "paper",
]


def open_store(settings: Settings) -> Store:
    """The store that the settings name: a bucket, of which nothing is asked yet, else `<data>/photos`."""
    return BucketStore(settings.store) if settings.store else FolderStore(settings.data / "photos")
