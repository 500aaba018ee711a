"""Opening a model with onnxruntime: on the processor, quietly, one thread."""

import onnxruntime


def open_session(model: bytes) -> onnxruntime.InferenceSession:
    """Open a model. One thread gives the same figures on every run, and leaves other cores free.

    Raises:
        OSError: the bytes are no model that this onnxruntime can open.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises a dozen kinds that share no class of their own
        raise OSError(f"no model that can be opened: {error}") from error
