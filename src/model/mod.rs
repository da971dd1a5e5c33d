//! What the atlas knows, as checked types: no input or output, nothing half-filled.
