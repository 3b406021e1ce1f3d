"""What does a post mean? Its sentences, one by one, by patterns and a small model; opinions are policy's."""
