"""The importers that come with graphfind."""
