"""The words of the tool as plain, frozen values; imports nothing of the tool and no framework."""
