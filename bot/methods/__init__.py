"""Which methods a borger uses, when they are asked, and where they find them."""
