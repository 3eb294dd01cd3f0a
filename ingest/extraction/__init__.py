"""From a document's layout to what it says; components run in the order of the list in ``components``."""
