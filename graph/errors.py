"""Every failure a user can meet, as one family.

    ProjectError
    ├── DocumentError            a document or its sidecar cannot be taken
    │   ├── MissingPath
    │   ├── UnsupportedFormat
    │   ├── UnreadableDocument
    │   ├── UnreadableSidecar
    │   ├── DuplicateDocument
    │   └── WorkerKilled
    ├── RuleError                a rule file says something that cannot hold
    ├── InvalidSetting           an environment variable of ours cannot be used
    ├── GraphError               a store cannot be opened, read or written
    │   ├── UnknownStore
    │   │   └── InvalidStoreUrl
    │   ├── MissingStore
    │   ├── ForeignStore
    │   ├── NewerStore
    │   ├── OlderStore
    │   ├── OlderServer
    │   ├── StoreBusy
    │   ├── StoreUnwritable
    │   ├── StoreUnavailable
    │   ├── StoreAccessDenied
    │   ├── DamagedStore
    │   ├── UnknownName
    │   ├── UnreadableDecisions
    │   ├── ContradictoryDecisions
    │   └── UnknownDocument
    ├── ServiceError             the service cannot start
    │   ├── PortInUse
    │   └── UnreadableDocuments
    ├── RequestError             a request over HTTP cannot be taken
    │   ├── MethodNotAllowed
    │   ├── NotAcceptable
    │   ├── UnsupportedMediaType
    │   ├── BodyTooLarge
    │   ├── BodyTooSlow
    │   ├── UnknownDocumentHash
    │   ├── UntrustedDocument
    │   └── ServiceBusy
    └── QueryError               a query asks for something that cannot be answered
        ├── AmbiguousName
        ├── InvalidCursor
        │   └── ExpiredCursor
        ├── InvalidArgument
        ├── UnknownId
        ├── SearchTooWide
        ├── LimitExceeded
        ├── OperationTimeout
        ├── InvalidQuery
        └── InvalidVariables

Each message is one sentence or two for a reader: what happened, to what, what to do. ``code`` is stable and
reaches programs as ``errors[].extensions.code`` and as ``error`` in JSON output.
"""

from collections.abc import Mapping
from typing import ClassVar


class ProjectError(Exception):
    """Raised when plangraph cannot do what was asked, for a reason the user can act on."""

    code: ClassVar[str] = "PROJECT_ERROR"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    @property
    def details(self) -> Mapping[str, object]:
        """What a program may want to know beside the message; goes into ``extensions`` of a GraphQL error."""
        return {}


class DocumentError(ProjectError):
    """Raised when a document cannot be taken; the other documents of the same load go on."""

    code = "DOCUMENT_ERROR"


class MissingPath(DocumentError):
    """Raised when a path does not exist or a folder holds no document."""

    code = "MISSING_PATH"


class UnsupportedFormat(DocumentError):
    """Raised when no reader is registered for a file's ending."""

    code = "UNSUPPORTED_FORMAT"


class UnreadableDocument(DocumentError):
    """Raised when a file is empty, binary, or not text in an encoding that is understood."""

    code = "UNREADABLE_DOCUMENT"


class UnreadableSidecar(DocumentError):
    """Raised when NAME.meta.yml is not YAML or says something a sidecar cannot say."""

    code = "UNREADABLE_SIDECAR"


class DuplicateDocument(DocumentError):
    """Raised when two files of one load carry the same document id."""

    code = "DUPLICATE_DOCUMENT"


class WorkerKilled(DocumentError):
    """Raised when the process that read a document was ended from outside, as happens where memory runs out."""

    code = "WORKER_KILLED"


class RuleError(ProjectError):
    """Raised when a file in ``ingest/rules`` does not validate."""

    code = "RULE_ERROR"


class InvalidSetting(ProjectError):
    """Raised when a PLANGRAPH_ variable in the environment has a value that cannot be used."""

    code = "INVALID_SETTING"


class GraphError(ProjectError):
    """Raised when a store cannot be opened, read or written."""

    code = "GRAPH_ERROR"


class UnknownStore(GraphError):
    """Raised when no engine answers to a store URL."""

    code = "UNKNOWN_STORE"


class InvalidStoreUrl(UnknownStore):
    """Raised when a store URL does not name a place where its engine can keep a store."""

    code = "INVALID_STORE_URL"


class MissingStore(GraphError):
    """Raised when a store is to be read and does not exist yet."""

    code = "MISSING_STORE"


class ForeignStore(GraphError):
    """Raised when the file behind a store URL was not written by plangraph, or a database uses our labels."""

    code = "FOREIGN_STORE"


class NewerStore(GraphError):
    """Raised when a store was written by a newer plangraph, whose schema this one does not know."""

    code = "NEWER_STORE"


class OlderStore(GraphError):
    """Raised when a store was written by an older plangraph, whose schema has changed since."""

    code = "OLDER_STORE"


class OlderServer(GraphError):
    """Raised when a database server is too old for the statements that plangraph sends it."""

    code = "OLDER_SERVER"


class StoreBusy(GraphError):
    """Raised when another process holds the store's write lock for too long."""

    code = "STORE_BUSY"


class StoreUnwritable(GraphError):
    """Raised when the store cannot be written: no such folder, no permission, a full disk."""

    code = "STORE_UNWRITABLE"


class StoreUnavailable(GraphError):
    """Raised when a store cannot be reached just now: its server is away, silent, or has no connection left."""

    code = "STORE_UNAVAILABLE"


class StoreAccessDenied(GraphError):
    """Raised when a store's server does not know the user, or the user may not do what is needed."""

    code = "STORE_ACCESS_DENIED"


class DamagedStore(GraphError):
    """Raised when a store does not hold what its own records say it should."""

    code = "DAMAGED_STORE"


class UnknownName(GraphError):
    """Raised when nothing in the store is known by a name."""

    code = "UNKNOWN_NAME"


class UnreadableDecisions(GraphError):
    """Raised when a file of decisions cannot be read."""

    code = "UNREADABLE_DECISIONS"


class ContradictoryDecisions(GraphError):
    """Raised when what was decided cannot hold together, or not with what documents say."""

    code = "CONTRADICTORY_DECISIONS"


class UnknownDocument(GraphError):
    """Raised when a document is named that the store does not hold."""

    code = "UNKNOWN_DOCUMENT"


class ServiceError(ProjectError):
    """Raised when the service cannot start."""

    code = "SERVICE_ERROR"


class PortInUse(ServiceError):
    """Raised when another process listens on the port that was asked for."""

    code = "PORT_IN_USE"


class UnreadableDocuments(ServiceError):
    """Raised when the file of trusted documents cannot be read."""

    code = "UNREADABLE_DOCUMENTS"


class RequestError(ProjectError):
    """Raised when a request over HTTP cannot be taken, whatever it asks."""

    code = "REQUEST_ERROR"


class MethodNotAllowed(RequestError):
    """Raised when a request comes with another method than GraphQL over HTTP knows."""

    code = "METHOD_NOT_ALLOWED"


class NotAcceptable(RequestError):
    """Raised when a client takes none of the media types that an answer can have."""

    code = "NOT_ACCEPTABLE"


class UnsupportedMediaType(RequestError):
    """Raised when a body is not said to be JSON in UTF-8."""

    code = "UNSUPPORTED_MEDIA_TYPE"


class BodyTooLarge(RequestError):
    """Raised when a body is larger than the service takes."""

    code = "BODY_TOO_LARGE"


class BodyTooSlow(RequestError):
    """Raised when a body does not end in time."""

    code = "BODY_TOO_SLOW"


class UnknownDocumentHash(RequestError):
    """Raised when a document is named by a hash alone that the service does not know, or not any more."""

    code = "PERSISTED_QUERY_NOT_FOUND"


class UntrustedDocument(RequestError):
    """Raised when only listed documents are answered, and this is none of them."""

    code = "DOCUMENT_NOT_TRUSTED"


class ServiceBusy(RequestError):
    """Raised when as many operations are under way as the service runs at once."""

    code = "SERVICE_BUSY"


class QueryError(ProjectError):
    """Raised when a query asks for something that cannot be answered."""

    code = "QUERY_ERROR"


class AmbiguousName(QueryError):
    """Raised when a look-up by name finds several things; ``candidates`` lists them."""

    code = "AMBIGUOUS_NAME"

    def __init__(self, message: str, candidates: tuple[Mapping[str, object], ...]) -> None:
        super().__init__(message)
        self.candidates = candidates

    @property
    def details(self) -> Mapping[str, object]:
        """The things that answer to the name, each with ``id``, ``name`` and ``parent``."""
        return {"candidates": list(self.candidates)}


class InvalidCursor(QueryError):
    """Raised when a cursor is not one, or belongs to another list."""

    code = "INVALID_CURSOR"


class ExpiredCursor(InvalidCursor):
    """Raised when a cursor was given by another release of the data."""

    code = "EXPIRED_CURSOR"


class InvalidArgument(QueryError):
    """Raised when an argument's value is out of its range, or two arguments exclude each other."""

    code = "INVALID_ARGUMENT"


class UnknownId(QueryError):
    """Raised when a query is about the thing of an id, and no entity has it."""

    code = "UNKNOWN_ID"


class SearchTooWide(QueryError):
    """Raised when more lies between two things than one search may look at."""

    code = "SEARCH_TOO_WIDE"


class LimitExceeded(QueryError):
    """Raised when an operation asks for more than one operation may; ``limit`` names what, ``most`` says how much."""

    code = "LIMIT_EXCEEDED"

    def __init__(self, message: str, limit: str, most: float) -> None:
        super().__init__(message)
        self.limit = limit
        self.most = most

    @property
    def details(self) -> Mapping[str, object]:
        """Which limit it is, and what is the most."""
        return {"limit": self.limit, "most": self.most}


class OperationTimeout(QueryError):
    """Raised when an operation takes longer than one may; what ran for it in the store is stopped."""

    code = "OPERATION_TIMEOUT"


class InvalidQuery(QueryError):
    """Raised when a query document has a syntax error or does not fit the schema."""

    code = "INVALID_QUERY"


class InvalidVariables(QueryError):
    """Raised when the variables are no JSON object or do not fit the operation."""

    code = "INVALID_VARIABLES"
