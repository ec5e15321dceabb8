"""The durable TinyDB file, and typed records in and out of it."""
