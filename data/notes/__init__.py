"""The note: its points, its wordings, how it is put together and looked over."""
